from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.memory.database import engine_for
from bot.messages import tables

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=clock.ZONE)


@pytest.fixture()
def engine(any_database_url: str) -> Engine:
    engine = engine_for(any_database_url)
    tables.create(engine)
    return engine


@pytest.fixture()
def noon() -> Iterator[datetime]:
    clock.freeze(NOON)
    yield NOON
    clock.freeze(None)
