"""Letting others go first between the steps of a turn.

A turn computes for tens of milliseconds without ever waiting for anything, and meanwhile nothing
else of the process happens: no webhook is acknowledged. So what Rasa awaits of ours (store,
sentences, actions) gives way before it begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

_ROUNDS = 3  # of the loop: one reads a socket, the next begins what was read, one to spare

between_steps: ContextVar[Callable[[], Awaitable[None]] | None] = ContextVar(
    "between_steps", default=None
)
"""What else to wait for between two steps of the turn that runs in this context."""


async def give_way() -> None:
    """Let what waits go first."""
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)
    others = between_steps.get()
    if others is not None:
        await others()
