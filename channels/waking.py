"""A loop that rests until it is woken, or until the next tick."""

from __future__ import annotations

import asyncio

POLL_SECONDS = 1.0
"""How late at most something is seen that another process stored or that became due."""


class Waking:
    """What such a loop waits for and how it is stopped."""

    def __init__(self) -> None:
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Look for work now instead of at the next tick."""
        self._woken.set()

    def stop(self) -> None:
        """Take no more work."""
        self._stopping = True
        self._woken.set()

    async def _until_woken(self) -> bool:
        """Rest; return whether it was woken before the next tick."""
        # Not asyncio.wait_for: it can swallow the cancellation of a loop that is being stopped.
        waking = asyncio.create_task(self._woken.wait())
        done, _ = await asyncio.wait({waking}, timeout=POLL_SECONDS)
        waking.cancel()
        return bool(done)
