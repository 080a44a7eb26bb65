"""When two rows are the same offer: by address, by number, or by what they say."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.offers.phrases import words_of

_TRACKING = re.compile(
    r"^(?:utm_.*|gclid|fbclid|msclkid|mc_.*|ref|referrer|src|source|trk|tracking.*)$", re.IGNORECASE
)
_GENDER = re.compile(r"\s*[(\[]?\b[HhFfMm]\s?/\s?[HhFfMm]\b[)\]]?")


@lru_cache(maxsize=16)  # each row asks twice: is it one, and which offer is it of
def address(url: str) -> str | None:
    """Return one spelling of an address, or ``None`` when it is no web address.

    Scheme, ``www.``, tracking parameters, fragment, an empty query and a last slash say nothing
    about which page is meant.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    query = sorted(
        (name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.match(name)
    )
    host = parts.hostname.removeprefix("www.")
    port = f":{_port(parts)}" if _port(parts) else ""
    path = parts.path.rstrip("/")
    return f"{host}{port}{path}" + (f"?{urlencode(query)}" if query else "")


def key(source: str, url: str | None, number: str | None, *rest: str | None) -> str:
    """Return the text that identifies an offer: its address, else its number in its source."""
    known = address(url) if url else None
    if known:
        return known
    if number:
        return f"{source}#{number}"
    return f"{source}#{digest(*(each or '' for each in rest))}"


def twin(
    title: str, organization: str | None, city: str | None, contract: str | None
) -> str | None:
    """Return what the same offer has in common on two boards; ``None`` for hidden employers."""
    if not organization:
        return None
    return digest(
        " ".join(sorted(words_of(without_gender(title)))),
        " ".join(words_of(organization)),
        city or "",
        contract or "",
    )


def without_gender(title: str) -> str:
    """Return a title without "(H/F)"."""
    return re.sub(r"\s{2,}", " ", _GENDER.sub(" ", title)).strip(" -–|,")


def digest(*parts: str) -> str:
    """Return a short stable fingerprint."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()


def _port(parts: object) -> int | None:
    try:
        return getattr(parts, "port", None)
    except ValueError:
        return None
