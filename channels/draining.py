"""The loop that both sides share: take what waits, work on it, rest until there is more."""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from bot.errors import WijhaError
from bot.messages.lease import LEASE_SECONDS
from channels.waking import Waking

logger = logging.getLogger(__name__)

Row = TypeVar("Row")


class Drain(Waking, Generic[Row]):
    """Works on rows of a queue, several at the same time.

    Args:
        name: For the log.
        at_once: How many rows at the same time.
    """

    def __init__(self, name: str, at_once: int) -> None:
        super().__init__()
        self._name = name
        self._at_once = at_once
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

    async def run(self) -> None:
        """Work until stopped; what was taken by then is finished."""
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
        if await self._until_woken():
            return
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
