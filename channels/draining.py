"""The loop that both sides share: take what waits, work on it, rest until there is more."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from bot.errors import WijhaError
from bot.messages.lease import LEASE_SECONDS

logger = logging.getLogger(__name__)

POLL_SECONDS = 1.0
"""How late at most something is seen that another process stored or that became due."""

Row = TypeVar("Row")


class Drain(Generic[Row]):
    """Works on rows of a queue, several at the same time.

    Args:
        name: For the log.
        at_once: How many rows at the same time.
    """

    def __init__(self, name: str, at_once: int) -> None:
        self._name = name
        self._at_once = at_once
        self._woken = asyncio.Event()
        self._stopping = False
        self._tasks: dict[asyncio.Task[None], Row] = {}

    @abstractmethod
    def claim(self, limit: int) -> Sequence[Row]:
        """Take rows for this process."""

    @abstractmethod
    async def work(self, row: Row) -> None:
        """Do what a row asks for and mark it; what is raised leaves it to its lease."""

    @abstractmethod
    def release_dead(self) -> int:
        """Free the rows of processes that died."""

    @property
    def rows(self) -> list[Row]:
        """What is being worked on."""
        return list(self._tasks.values())

    def wake(self) -> None:
        """Look for rows now instead of at the next tick."""
        self._woken.set()

    def stop(self) -> None:
        """Take no more rows; :meth:`run` returns when those that were taken are done."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Work until stopped."""
        while not self._stopping:
            self._woken.clear()
            if not await self._start_some():
                await self._rest()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LEASE_SECONDS)

    async def drain(self) -> int:
        """Work on what waits now; return how many rows were taken."""
        total = 0
        while started := await self._start_some():
            total += started
            await asyncio.wait(self._tasks)
        return total

    async def _start_some(self) -> int:
        free = self._at_once - len(self._tasks)
        if free <= 0:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            return 1
        try:
            rows = self.claim(free)
        except WijhaError as error:
            logger.error("%s: %s", self._name, error)  # noqa: TRY400  one line for operators
            return 0
        for row in rows:
            task = asyncio.create_task(self.work(row))
            self._tasks[task] = row
            task.add_done_callback(self._ended)
        return len(rows)

    async def _rest(self) -> None:
        # Not asyncio.wait_for: it can swallow the cancellation of a loop that is being stopped.
        waking = asyncio.create_task(self._woken.wait())
        done, _ = await asyncio.wait({waking}, timeout=POLL_SECONDS)
        if done:
            return
        waking.cancel()
        try:
            self.release_dead()
        except WijhaError as error:
            logger.error("%s: %s", self._name, error)  # noqa: TRY400  one line for operators

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task, None)
        # The end of a row may free the next one of the same student.
        self._woken.set()
        if not task.cancelled() and task.exception() is not None:
            # Not even its mark could be written; the lease runs out and it is tried again. The
            # class only: a trace could carry the words of a message.
            logger.error("%s: %s", self._name, type(task.exception()).__name__)
