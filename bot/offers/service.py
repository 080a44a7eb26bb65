"""The index that the bot uses: its own database, or one elsewhere."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Protocol

from sqlalchemy.engine import Engine

from bot.memory.database import reading
from bot.offers.elsewhere import IndexElsewhere
from bot.offers.index import search as own
from bot.offers.index.filters import Filters
from bot.offers.index.search import Result
from bot.offers.offer import Offer

ADDRESS = "JOB_INDEX_URL"


class Index(Protocol):
    """What can be asked of an index."""

    def search(
        self, filters: Filters, *, limit: int = 3, offset: int = 0
    ) -> tuple[list[Result], bool]:
        """Return the best offers, and whether there are more."""

    def by_ids(self, ids: list[str]) -> dict[str, Offer]:
        """Return offers by their ids."""


class OwnIndex:
    """The index in a database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def search(
        self, filters: Filters, *, limit: int = 3, offset: int = 0
    ) -> tuple[list[Result], bool]:
        """Return the best offers, and whether there are more."""
        with reading(self._engine) as connection:
            return own.search(connection, filters, limit=limit, offset=offset)

    def by_ids(self, ids: list[str]) -> dict[str, Offer]:
        """Return offers by their ids, also those that have left the results."""
        with reading(self._engine) as connection:
            return own.by_ids(connection, ids)


def index_for(engine: Engine) -> Index:
    """Return the index at ``JOB_INDEX_URL``, or the one in a database."""
    address = os.environ.get(ADDRESS)
    return _elsewhere(address) if address else OwnIndex(engine)


@lru_cache(maxsize=4)
def _elsewhere(address: str) -> IndexElsewhere:
    return IndexElsewhere(address)
