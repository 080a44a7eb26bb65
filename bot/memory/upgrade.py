"""Brings the database to the tables that the program expects; safe to run at every start."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Connection, Engine

from bot.memory.all_tables import metadata
from bot.memory.database import writing

SCRIPTS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x57494A4D  # any number, the same for all our processes


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database lacks, one process at a time.

    A database whose tables were created before there were migrations is completed and marked as
    up to date.

    Raises:
        StorageError: The database does not answer.
    """
    with writing(engine) as connection:
        if engine.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        configuration = _configuration(connection)
        if _version(connection) is None and _has_tables(connection):
            metadata.create_all(connection)
            command.stamp(configuration, "head")
            return
        command.upgrade(configuration, "head")


def _configuration(connection: Connection) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS))
    configuration.attributes["connection"] = connection
    return configuration


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _has_tables(connection: Connection) -> bool:
    return bool(set(sa.inspect(connection).get_table_names()) & set(metadata.tables))
