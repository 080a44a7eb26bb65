"""Fetching a feed over HTTP(S): polite, bounded, and never from this network."""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests
from protego import Protego

from bot.errors import DataError, ServiceError
from bot.offers.feeds import limits
from bot.offers.normalising.identity import digest

AGENT = "WijhaOffers/1.0"
TIMEOUT = (5.0, 30.0)  # seconds to connect, between two pieces
MAX_SECONDS = 300.0
MAX_REDIRECTS = 5
RETRIES = 3
_AGAIN = {429, 500, 502, 503, 504}
_MAX_ROBOTS = 512 * 1024

Allowed = Callable[[str], bool]
Robots = dict[str, "Protego | None"]
"""Address of a robots.txt, to its rules; ``None`` where there is none."""


@dataclass(frozen=True)
class Fetched:
    """A file that was fetched.

    Attributes:
        path: Where it lies now.
        changed: Whether it differs from the time before, as the server says.
    """

    path: Path
    changed: bool


def is_public(address: str) -> bool:
    """Whether an IP address is outside of every private, local or reserved range."""
    found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast


def fetch(
    url: str,
    directory: Path,
    *,
    allowed: Allowed = is_public,
    sleep: Callable[[float], None] = time.sleep,
    robots: Robots | None = None,
) -> Fetched:
    """Fetch an address into a directory, unless it has not changed.

    Args:
        url: ``http://`` or ``https://``.
        directory: Holds what was fetched before, with its ETag.
        allowed: Which IP addresses may be asked; redirects are held to it too.
        sleep: Waits between two tries.
        robots: Rules of servers that were asked for them before; added to.

    Raises:
        DataError: The address is refused, too large or forbidden by robots.txt.
        ServiceError: The server does not answer.
    """
    directory.mkdir(parents=True, exist_ok=True)
    suffix = Path(urlsplit(url).path).suffix[:8]
    path = directory / f"{digest(url)}{suffix}"
    notes = directory / f"{digest(url)}.notes"
    session = requests.Session()
    session.trust_env = False  # a proxy of the environment would see other addresses than we do
    session.headers["User-Agent"] = AGENT
    _check_robots(session, url, allowed, {} if robots is None else robots)
    headers = _conditions(notes) if path.exists() else {}
    for tried in range(RETRIES):
        try:
            return _once(session, url, path, notes, headers=headers, allowed=allowed)
        except ServiceError:
            if tried == RETRIES - 1:
                raise
            sleep(2.0**tried)
    raise ServiceError(f"{url}: no answer")


def _once(
    session: requests.Session,
    url: str,
    path: Path,
    notes: Path,
    *,
    headers: dict[str, str],
    allowed: Allowed,
) -> Fetched:
    with _get(session, url, headers, allowed) as answer:
        if answer.status_code == 304:
            return Fetched(path, changed=False)
        if answer.status_code in _AGAIN:
            raise ServiceError(f"{url}: HTTP {answer.status_code}")
        if answer.status_code != 200:
            raise DataError(url, "", f"HTTP {answer.status_code}")
        part = path.with_suffix(path.suffix + ".part")
        with part.open("wb") as stream:
            _copy(answer, stream.write, url, limits.MAX_FILE)
        part.replace(path)
        kept = {
            "If-None-Match": answer.headers.get("ETag"),
            "If-Modified-Since": answer.headers.get("Last-Modified"),
        }
        notes.write_text(json.dumps({k: v for k, v in kept.items() if v}), encoding="utf-8")
    return Fetched(path, changed=True)


def _get(
    session: requests.Session, url: str, headers: dict[str, str], allowed: Allowed
) -> requests.Response:
    for _ in range(MAX_REDIRECTS + 1):
        _check_host(url, allowed)
        try:
            answer = session.get(
                url, headers=headers, stream=True, timeout=TIMEOUT, allow_redirects=False
            )
        except requests.RequestException as error:
            raise ServiceError(f"{url}: {type(error).__name__}") from error
        _check_peer(answer, url, allowed)
        if not answer.is_redirect:
            return answer
        url = urljoin(url, answer.headers["Location"])
        answer.close()
    raise DataError(url, "", "redirects too often")


def _check_host(url: str, allowed: Allowed) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise DataError(url, "", "is no web address")
    try:
        found = socket.getaddrinfo(parts.hostname, None)
    except (OSError, UnicodeError) as error:
        raise ServiceError(f"{parts.hostname}: is not known") from error
    if not all(allowed(str(each[4][0])) for each in found):
        raise DataError(url, "", "is an address of a private network, which feeds may not name")


def _check_peer(answer: requests.Response, url: str, allowed: Allowed) -> None:
    """The name may have been given another address since it was checked."""
    connection = getattr(answer.raw, "_connection", None) or getattr(answer.raw, "connection", None)
    peer = getattr(connection, "sock", None)
    if peer is not None and not allowed(str(peer.getpeername()[0])):
        answer.close()
        raise DataError(url, "", "is an address of a private network, which feeds may not name")


def _copy(
    answer: requests.Response, write: Callable[[bytes], object], url: str, limit: int
) -> None:
    begun = time.monotonic()
    size = 0
    try:
        for piece in answer.iter_content(64 * 1024):
            size += len(piece)
            if size > limit:
                raise DataError(url, "", f"is larger than {limit // 1024 // 1024} MB")
            if time.monotonic() - begun > MAX_SECONDS:
                raise DataError(url, "", "takes too long")
            write(piece)
    except requests.RequestException as error:
        raise ServiceError(f"{url}: {type(error).__name__}") from error


def _check_robots(session: requests.Session, url: str, allowed: Allowed, robots: Robots) -> None:
    address = urljoin(url, "/robots.txt")
    if address not in robots:
        robots[address] = _rules(session, address, allowed)
    rules = robots[address]
    if rules is not None and not rules.can_fetch(url, AGENT):
        raise DataError(url, "", "robots.txt forbids it")


def _rules(session: requests.Session, address: str, allowed: Allowed) -> Protego | None:
    pieces: list[bytes] = []
    with _get(session, address, {}, allowed) as answer:
        if answer.status_code != 200:
            return None
        _copy(answer, pieces.append, address, _MAX_ROBOTS)
    return Protego.parse(b"".join(pieces).decode("utf-8", errors="replace"))


def _conditions(notes: Path) -> dict[str, str]:
    try:
        return dict(json.loads(notes.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
