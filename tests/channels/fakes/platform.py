"""A platform's server on loopback: checks what the platform checks and keeps what it accepted."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Refused(Exception):
    """What the platform answers instead of accepting."""

    def __init__(
        self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body
        self.headers = headers or {}


@dataclass
class Sent:
    """A message that the platform accepted."""

    to: str
    message: dict[str, Any]
    at: float


@dataclass
class FakePlatform:
    """Base of the fakes; ``handle`` is the platform's own part.

    Attributes:
        sent: Accepted messages in the order in which they came.
        refused: What was refused and why; tests look here when nothing arrives.
        refuse_next: Answers for the next sends, before anything is checked.
        per_second: More messages in a second than this are answered as the platform does.
    """

    per_second: int = 1000
    sent: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    refuse_next: deque[Refused] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self._changed = threading.Condition()
        self._times: deque[float] = deque()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self._answer))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def forget(self) -> None:
        with self._changed:
            self.sent.clear()
            self.calls.clear()
            self.refused.clear()
            self.refuse_next.clear()

    def wait(self, count: int, to: str | None = None, seconds: float = 15.0) -> list[Sent]:
        """Return the accepted messages once there are so many, to one student or all."""

        def enough() -> bool:
            return len(self.to(to)) >= count

        with self._changed:
            self._changed.wait_for(enough, seconds)
        found = self.to(to)
        assert len(found) >= count, f"{len(found)} of {count} arrived; refused: {self.refused}"
        return found

    def wait_for_call(self, name: str, seconds: float = 15.0) -> dict[str, Any]:
        """Return the fields of the first call of a method once there is one."""
        with self._changed:
            self._changed.wait_for(lambda: name in [called for called, _ in self.calls], seconds)
        found = [fields for called, fields in self.calls if called == name]
        assert found, f"no {name}, but {[called for called, _ in self.calls]}"
        return found[0]

    def to(self, student: str | None) -> list[Sent]:
        return [each for each in list(self.sent) if student in (None, each.to)]

    def handle(self, method: str, path: str, headers: Any, body: bytes) -> dict[str, Any]:
        raise NotImplementedError

    def rate_error(self) -> Refused:
        raise NotImplementedError

    def accept(self, to: str, message: dict[str, Any]) -> int:
        """Keep a message; return its number."""
        with self._changed:
            if self.refuse_next:
                raise self.refuse_next.popleft()
            now = time.monotonic()
            while self._times and self._times[0] < now - 1:
                self._times.popleft()
            if len(self._times) >= self.per_second:
                raise self.rate_error()
            self._times.append(now)
            self.sent.append(Sent(to, message, now))
            self._changed.notify_all()
            return len(self.sent)

    def note_call(self, name: str, fields: dict[str, Any]) -> None:
        """Keep a call that is no message."""
        with self._changed:
            self.calls.append((name, fields))
            self._changed.notify_all()

    def _answer(
        self, method: str, path: str, headers: Any, body: bytes
    ) -> tuple[int, dict[str, Any], dict[str, str]]:
        try:
            return 200, self.handle(method, path, headers, body), {}
        except Refused as refused:
            self.refused.append(f"{path}: {refused}")
            return refused.status, refused.body, refused.headers


def _handler(
    answer: Callable[..., tuple[int, dict[str, Any], dict[str, str]]],
) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _respond(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            if len(body) < length:
                self.close_connection = True
                return  # the caller went away in the middle: nothing was asked
            status, content, headers = answer(self.command, self.path, self.headers, body)
            raw = json.dumps(content).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = _respond

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
