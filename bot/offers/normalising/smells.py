"""What smells of a scam in an offer; see data/offers/warnings.yml."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from bot.offers.phrases import Phrases, words_of
from bot.offers.vocabulary import read

_MESSAGING = "messaging_only"
_FAR = "far_abroad"


def of(text: str, *, organization: str | None, country: str | None) -> tuple[str, ...]:
    """Return the names of the warnings for an offer.

    Args:
        text: Title and description.
        organization: Employer; a hidden one makes messaging and distance suspicious.
        country: ISO 3166 code.
    """
    words = words_of(text)
    found = []
    for hit in _phrases().find(words):
        before = set(words[max(0, hit.first - 3) : hit.first])
        if hit.label == _MESSAGING and organization:
            continue
        if not before & _not_before(hit.label):
            found.append(hit.label)
    content: dict[str, Any] = dict(read("warnings"))
    if country in content["far_countries"] and (_travel().find(words) or not organization):
        found.append(_FAR)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _phrases() -> Phrases[str]:
    return Phrases(
        (phrase, name)
        for name, entry in read("warnings").items()
        if isinstance(entry, dict)
        for phrase in entry["words"]
    )


@lru_cache(maxsize=1)
def _travel() -> Phrases[str]:
    return Phrases((phrase, "travel") for phrase in read("warnings")["travel"])


@lru_cache(maxsize=16)
def _not_before(name: str) -> frozenset[str]:
    return frozenset(
        word for each in read("warnings")[name]["not_before"] for word in words_of(each)
    )
