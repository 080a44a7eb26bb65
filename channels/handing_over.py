"""The moment before the bytes of a request leave, which the outbox must know of.

A process may be killed at any moment. What it had marked as handed over is never sent again, so
nothing may come between the mark and the bytes: they leave together, in one write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

_about_to_leave: ContextVar[Callable[[], None] | None] = ContextVar("_about_to_leave", default=None)
_held: ContextVar[Any] = ContextVar("_held", default=None)

_WRITTEN = "http11.send_request_body.complete"


class MarkingTransport(httpx.AsyncHTTPTransport):
    """Calls what :func:`before_bytes_leave` was given once a connection stands.

    Setting up a connection takes long and fails often; a message that never left may be sent
    again. From its first byte on it may not, if nobody lives to hear the answer.

    Args:
        connections: How many at the same time.
    """

    def __init__(self, connections: int) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        super().__init__(limits=limits)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Backend(),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        mark = _about_to_leave.get()
        if mark is None:
            return await super().handle_async_request(request)
        held = _Held(mark)

        async def trace(event: str, _info: dict[str, Any]) -> None:
            if event == _WRITTEN:
                await held.leave()

        request.extensions["trace"] = trace
        token = _held.set(held)
        try:
            return await super().handle_async_request(request)
        finally:
            _held.reset(token)


@contextmanager
def before_bytes_leave(mark: Callable[[], None]) -> Iterator[None]:
    """Call ``mark`` before the bytes of each request in this block leave the process."""
    token = _about_to_leave.set(mark)
    try:
        yield
    finally:
        _about_to_leave.reset(token)


class _Held:
    """The bytes of a request until it is complete."""

    def __init__(self, mark: Callable[[], None]) -> None:
        self._mark = mark
        self._bytes = bytearray()
        self._stream: httpcore.AsyncNetworkStream | None = None
        self._timeout: float | None = None

    def add(
        self, stream: httpcore.AsyncNetworkStream, buffer: bytes, timeout: float | None
    ) -> None:
        self._stream, self._timeout = stream, timeout
        self._bytes += buffer

    async def leave(self) -> None:
        if self._stream is not None:
            self._mark()
            await self._stream.write(bytes(self._bytes), self._timeout)


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that holds what belongs to a request with a mark."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        held = _held.get()
        if held is None:
            await self._stream.write(buffer, timeout)
        else:
            held.add(self._stream, buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(self, *arguments: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await self._stream.start_tls(*arguments, **options))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Backend(httpcore.AnyIOBackend):
    async def connect_tcp(self, *arguments: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        return _Stream(await super().connect_tcp(*arguments, **options))
