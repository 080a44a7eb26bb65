"""The database: one engine per URL, one set of tables, one way to begin a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, create_engine, event
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from bot.errors import StorageError

# Every table of the program hangs on this; Alembic's migrations and create_all both read it.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SQLITE_BUSY_SECONDS = 30


@lru_cache(maxsize=8)
def engine_for(url: str) -> Engine:
    """Return the engine of a database URL; the same one for the same URL.

    Args:
        url: ``sqlite:///path`` or ``postgresql://…``.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=10, future=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        connect_args={"check_same_thread": False, "timeout": SQLITE_BUSY_SECONDS},
        future=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own implicit transactions start too late (at the first write); we say BEGIN.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_SECONDS * 1000}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a deferred one can fail half-way with "database is locked"
    # without waiting. Readers say so by execution option and stay concurrent.
    mode = "DEFERRED" if connection.get_execution_options().get("read_only") else "IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Run a transaction that may write; committed at the end, rolled back on any error.

    Raises:
        StorageError: The database does not answer. Constraint violations
            (``sqlalchemy.exc.IntegrityError``) pass through, since callers rely on them.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as error:
        raise StorageError(f"database: {_first_line(error)}") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Run a transaction that only reads; it never blocks a writer.

    Raises:
        StorageError: The database does not answer.
    """
    try:
        with engine.connect().execution_options(read_only=True) as connection, connection.begin():
            yield connection
    except OperationalError as error:
        raise StorageError(f"database: {_first_line(error)}") from error


def answers(engine: Engine) -> bool:
    """Whether the database answers a trivial query now."""
    try:
        with reading(engine) as connection:
            connection.exec_driver_sql("SELECT 1")
    except (StorageError, SQLAlchemyError):
        return False
    return True


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else "no answer"
