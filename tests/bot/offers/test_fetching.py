"""A server of our own stands for the web; its address is allowed where the test says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.errors import DataError, ServiceError
from bot.offers.feeds import fetching, limits
from bot.offers.feeds.fetching import fetch, is_public

BODY = b"titre,ville\nVendeur,Rabat\n"


class _Web(BaseHTTPRequestHandler):
    failures = 0

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self._answer(200, b"User-agent: *\nDisallow: /private")
        elif self.path == "/inside":
            self._answer(302, b"", Location="http://127.0.0.2:1/secret")
        elif self.path == "/busy" and type(self).failures:
            type(self).failures -= 1
            self._answer(503, b"")
        elif self.headers.get("If-None-Match") == '"1"':
            self._answer(304, b"")
        else:
            self._answer(200, BODY, ETag='"1"')

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture()
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def only_the_test(address: str) -> bool:
    return address == "127.0.0.1"


def test_what_has_not_changed_is_not_fetched_again(web: str, tmp_path: Path) -> None:
    first = fetch(f"{web}/a.csv", tmp_path, allowed=only_the_test)
    again = fetch(f"{web}/a.csv", tmp_path, allowed=only_the_test)
    assert (first.changed, again.changed) == (True, False)
    assert again.path.read_bytes() == BODY


def test_private_addresses_are_refused(web: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="private network"):
        fetch(f"{web}/a.csv", tmp_path)


def test_a_redirect_to_a_private_address_is_refused(web: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="private network"):
        fetch(f"{web}/inside", tmp_path, allowed=only_the_test)


def test_rules_of_a_server_are_asked_for_once(web: str, tmp_path: Path) -> None:
    robots: fetching.Robots = {}
    fetch(f"{web}/a.csv", tmp_path, allowed=only_the_test, robots=robots)
    assert list(robots) == [f"{web}/robots.txt"]
    robots[f"{web}/robots.txt"] = None
    assert fetch(f"{web}/private/a.csv", tmp_path, allowed=only_the_test, robots=robots).changed


def test_robots_are_heeded(web: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"robots\.txt"):
        fetch(f"{web}/private/a.csv", tmp_path, allowed=only_the_test)


@pytest.mark.parametrize(("failures", "reached"), [(2, True), (3, False)])
def test_a_busy_server_is_asked_three_times(
    web: str, tmp_path: Path, failures: int, reached: bool
) -> None:
    _Web.failures = failures
    waits: list[float] = []
    if reached:
        assert fetch(f"{web}/busy", tmp_path, allowed=only_the_test, sleep=waits.append).changed
    else:
        with pytest.raises(ServiceError, match="503"):
            fetch(f"{web}/busy", tmp_path, allowed=only_the_test, sleep=waits.append)
    assert waits == [1.0, 2.0]


def test_an_endless_file_is_cut(web: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_FILE", 10)
    with pytest.raises(DataError, match="larger"):
        fetch(f"{web}/a.csv", tmp_path, allowed=only_the_test)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
    ],
)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(address)
