"""How fast one student may be written to."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict

_REMEMBERED = 10_000  # students; one who is forgotten begins with a full burst again


class Pace:
    """A bucket of tokens for each student.

    The count of all students together is kept in the database (``sending.claim``); this one is
    per process, since a student's messages leave one after the other anyway.

    Args:
        every: Seconds until a token comes back.
        burst: Tokens a student begins with.
    """

    def __init__(self, every: float, burst: int) -> None:
        self._every = every
        self._burst = burst
        self._full_at: OrderedDict[str, float] = OrderedDict()

    async def wait(self, sender_id: str) -> None:
        """Wait until a student may get another message."""
        pause = self.take(sender_id, time.monotonic())
        if pause > 0:
            await asyncio.sleep(pause)

    def take(self, sender_id: str, now: float) -> float:
        """Take a token; return in how many seconds it may be used."""
        full_at = max(self._full_at.pop(sender_id, now), now) + self._every
        self._full_at[sender_id] = full_at
        if len(self._full_at) > _REMEMBERED:
            self._full_at.popitem(last=False)
        return max(0.0, full_at - now - self._every * self._burst)
