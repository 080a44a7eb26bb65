"""Reads the webhooks that were stored as they came, into messages that wait for an answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.engine import Connection, Engine

from bot.errors import WijhaError
from bot.giving_way import give_way
from bot.messages import arrivals
from bot.messages.arrivals import Arrival
from channels.accept import accept
from channels.inbound import Event
from channels.waking import Waking

logger = logging.getLogger(__name__)

Reader = Callable[[Mapping[str, Any]], list[Event]]
"""From what a platform posted to the events in it."""


class Sorting(Waking):
    """Reads one webhook after the other, in the order in which they came.

    Args:
        engine: The database.
        readers: How to read each channel's webhooks.
        stored: Called with the name of a channel whose webhook was read.
    """

    def __init__(
        self, engine: Engine, readers: Mapping[str, Reader], stored: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._engine = engine
        self._readers = readers
        self._stored = stored

    async def run(self) -> None:
        """Read until stopped."""
        while not self._stopping:
            self._woken.clear()
            await give_way()
            if not self.read_one():
                await self._until_woken()

    def read_one(self) -> bool:
        """Read the oldest webhook; return whether there may be more."""
        try:
            arrival = arrivals.read_next(self._engine, tuple(self._readers), self._read)
        except WijhaError as error:
            logger.error("arrivals: %s", error)  # noqa: TRY400  one line for operators
            return False
        except Exception as error:
            # It is tried again, and then left aside. The class only: a trace could carry words.
            logger.error("arrivals: %s", type(error).__name__)  # noqa: TRY400
            return True
        if arrival is not None:
            self._stored(arrival.channel)
        return arrival is not None

    def _read(self, connection: Connection, arrival: Arrival) -> None:
        events = self._readers[arrival.channel](arrival.body)
        accept(connection, arrival.channel, events, arrival.arrived_at)
