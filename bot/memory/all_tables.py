"""The metadata with every table of the program on it; importing the modules hangs them there."""

from __future__ import annotations

from bot.appointments import tables as _appointments
from bot.memory import tracker_store as _tracker_store
from bot.memory.database import metadata
from bot.messages import tables as _messages
from bot.offers.index import tables as _offers

__all__ = ["metadata"]

MODULES = (_appointments, _tracker_store, _messages, _offers)
