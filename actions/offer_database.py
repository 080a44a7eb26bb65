"""The database of offers, and the index that is searched."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from bot import settings
from bot.memory.database import engine_for
from bot.offers.index.tables import create
from bot.offers.service import Index, index_for

_created: set[str] = set()


def engine() -> Engine:
    """Return the database with the tables of offers."""
    url = settings.load().database_url
    found = engine_for(url)
    if url not in _created:
        create(found)
        _created.add(url)
    return found


def index() -> Index:
    """Return the index, in this database or elsewhere."""
    return index_for(engine())
