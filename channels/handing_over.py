"""The moment before the bytes of a request leave, which the outbox must know of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpx

_about_to_leave: ContextVar[Callable[[], None] | None] = ContextVar("_about_to_leave", default=None)
_STARTED = ("http11.send_request_headers.started", "http2.send_request_headers.started")


class MarkingTransport(httpx.AsyncHTTPTransport):
    """Calls what :func:`before_bytes_leave` was given once a connection stands.

    Setting up a connection takes long and fails often; a message that never left may be sent
    again. From its first byte on it may not, if nobody lives to hear the answer.
    """

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request."""
        mark = _about_to_leave.get()
        if mark is not None:

            async def trace(event: str, _info: dict[str, Any]) -> None:
                if event in _STARTED:
                    mark()

            request.extensions["trace"] = trace
        return await super().handle_async_request(request)


@contextmanager
def before_bytes_leave(mark: Callable[[], None]) -> Any:
    """Call ``mark`` before the bytes of each request in this block leave the process."""
    token = _about_to_leave.set(mark)
    try:
        yield
    finally:
        _about_to_leave.reset(token)
