"""All that a process does with messages: stores what arrives, answers it, sends what waits."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy.engine import Engine

from bot.channel_settings import ChannelSettings
from bot.giving_way import between_steps
from bot.memory.database import engine_for
from bot.messages import arrivals, tables
from bot.messages.lease import Worker
from channels.arriving import Arriving
from channels.delivery import Delivery
from channels.messenger.platform import MessengerPlatform
from channels.platform import Platform
from channels.sorting import Reader, Sorting
from channels.telegram.platform import TelegramPlatform
from channels.turns import Answer, Turns
from channels.whatsapp.platform import WhatsAppPlatform


def platforms_of(settings: ChannelSettings) -> list[Platform]:
    """Return the platforms that are on."""
    found: list[Platform] = []
    if settings.messenger is not None:
        found.append(MessengerPlatform(settings.messenger))
    if settings.whatsapp is not None:
        found.append(WhatsAppPlatform(settings.whatsapp))
    if settings.telegram is not None:
        found.append(TelegramPlatform(settings.telegram))
    return found


class Hub:
    """The platforms of a process, made and closed in the loop that uses them.

    Args:
        database_url: SQLAlchemy URL.
        platforms: Those that are on.
    """

    def __init__(self, database_url: str, platforms: Sequence[Platform]) -> None:
        self._engine: Engine = engine_for(database_url)
        self._platforms = {platform.name: platform for platform in platforms}
        self._worker = Worker.here()
        self._deliveries: dict[str, Delivery] = {}
        self._arriving = Arriving()
        self._readers: dict[str, Reader] = {}
        self._sorting: Sorting | None = None
        self._turns: Turns | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start_sending(self) -> None:
        """Open the platforms and send what waits, until :meth:`stop`."""
        tables.create(self._engine)
        for name, platform in self._platforms.items():
            await platform.open()
            delivery = Delivery(self._engine, platform, self._worker)
            self._deliveries[name] = delivery
            self._begin(delivery.run())

    def start_answering(self, answer: Answer) -> None:
        """Read and answer what arrives; after :meth:`start_sending`."""
        self._turns = Turns(self._engine, self._worker, self._platforms, answer, self._wake)
        self._sorting = Sorting(self._engine, self._readers, self._wake)
        self._begin(self._sorting.run())
        self._begin(self._turns.run())

    def reads(self, channel: str, reader: Reader) -> None:
        """Read the webhooks of a channel, those from before this start too."""
        self._readers[channel] = reader
        if self._sorting is not None:
            self._sorting.wake()

    async def send_due(self) -> int:
        """Send what is due now; return how many messages were taken."""
        tables.create(self._engine)
        total = 0
        for platform in self._platforms.values():
            await platform.open()
            total += await Delivery(self._engine, platform, self._worker).drain()
        return total

    async def stop(self) -> None:
        """Finish what has begun and close the platforms."""
        for drain in (self._sorting, self._turns, *self._deliveries.values()):
            if drain is not None:
                drain.stop()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        for platform in self._platforms.values():
            await platform.close()

    def arriving(self) -> AbstractContextManager[None]:
        """Hold back the work that can wait while a webhook is being read and stored."""
        return self._arriving.one()

    def store(self, channel: str, body: str) -> None:
        """Store a webhook; when this returns it is safe.

        Not in a thread: one statement costs less than waiting for another thread, and what is
        not interrupted stores webhooks in the order in which they came.

        Raises:
            StorageError: The database does not take it.
        """
        arrivals.store(self._engine, channel, body)
        if self._sorting is not None:
            self._sorting.wake()

    def _wake(self, channel: str) -> None:
        for drain in (self._turns, self._deliveries.get(channel)):
            if drain is not None:
                drain.wake()

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.get_running_loop().create_task(self._after_webhooks(work)))

    async def _after_webhooks(self, work: Coroutine[Any, Any, None]) -> None:
        between_steps.set(self._arriving.let_pass)  # for this task and those that it begins
        await work
