"""The worker works on a database of an earlier version, or on none at all."""

import asyncio

from sqlalchemy import text

from bot import settings
from bot.memory.all_tables import metadata
from bot.memory.database import engine_for, writing
from bot.memory.tracker_store import conversations
from bot.memory.upgrade import upgrade
from bot.settings import Settings
from bot.worker import work
from tests.bot.memory.test_upgrade import differences


def settings_of(url: str, monkeypatch) -> Settings:
    monkeypatch.setenv("DATABASE_URL", url)
    return settings.load()


def test_an_empty_database_is_made_ready(any_database_url: str, monkeypatch) -> None:
    asyncio.run(work(settings_of(any_database_url, monkeypatch), once=True))
    assert differences(any_database_url) == []


def test_an_older_database_is_completed(database_url: str, monkeypatch) -> None:
    engine = engine_for(database_url)
    metadata.create_all(engine, tables=[conversations])
    asyncio.run(work(settings_of(database_url, monkeypatch), once=True))
    assert differences(database_url) == []


def test_a_column_that_came_later_is_added(database_url: str, monkeypatch) -> None:
    engine = engine_for(database_url)
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE appointments DROP COLUMN mailed"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    asyncio.run(work(settings_of(database_url, monkeypatch), once=True))
    assert differences(database_url) == []
