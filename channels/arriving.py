"""Webhooks go before everything else: platforms wait for our answer, nobody waits for the rest."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

GIVE_WAY_TIMES = 5
GIVE_WAY_SECONDS = 0.002
"""Pauses between two steps of other work while webhooks are being taken in."""


class Arriving:
    """Counts the webhooks that are being taken in."""

    def __init__(self) -> None:
        self._count = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold other work back in this block."""
        self._count += 1
        try:
            yield
        finally:
            self._count -= 1

    async def let_pass(self) -> None:
        """Wait until none is being taken in, but not for ever.

        Who opens a request and never ends it must not silence the bot.
        """
        for _ in range(GIVE_WAY_TIMES):
            if not self._count:
                return
            await asyncio.sleep(GIVE_WAY_SECONDS)
