"""The migrations lead to the tables that the program's code expects."""

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.memory.all_tables import metadata
from bot.memory.database import engine_for, reading, writing
from bot.memory.tracker_store import conversations
from bot.memory.upgrade import _configuration, upgrade


def differences(url: str) -> list:
    with engine_for(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, metadata)


def test_migrations_and_metadata_agree(any_database_url: str) -> None:
    upgrade(engine_for(any_database_url))
    assert differences(any_database_url) == []


def test_a_second_upgrade_changes_nothing(any_database_url: str) -> None:
    engine = engine_for(any_database_url)
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(sa.text("INSERT INTO counsellor_feeds VALUES ('salma', 'secret')"))
    upgrade(engine)
    with reading(engine) as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM counsellor_feeds")).scalar() == 1


def test_a_database_from_before_the_migrations_is_completed(any_database_url: str) -> None:
    engine = engine_for(any_database_url)
    metadata.create_all(engine, tables=[conversations])
    upgrade(engine)
    assert differences(any_database_url) == []


def test_going_back_leaves_nothing(database_url: str) -> None:
    engine = engine_for(database_url)
    upgrade(engine)
    with writing(engine) as connection:
        command.downgrade(_configuration(connection), "base")
    assert sa.inspect(engine).get_table_names() == ["alembic_version"]
