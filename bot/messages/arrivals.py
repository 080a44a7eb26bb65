"""Webhooks as they came: stored in one statement before they are acknowledged, read afterwards.

Platforms wait for us with the next message, and a student's message is safe from the moment in
which its webhook is here. What it holds is looked at (who wrote, is it a repeat, is it too much)
when there is time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.memory.database import metadata, writing
from bot.memory.moment import Moment

MAX_ATTEMPTS = 3
"""What fails so often is left aside, so that it does not hold up what came after it."""

arrivals = sa.Table(
    "arrivals",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("body", sa.Text, nullable=False),  # JSON; the row goes when it is read
    sa.Column("arrived_at", Moment, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
)

_ADVISORY_LOCK = 0x57494A53  # any number, the same for all our processes


@dataclass(frozen=True)
class Arrival:
    """A webhook that waits to be read."""

    id: int
    channel: str
    body: Mapping[str, Any]
    arrived_at: datetime


def store(engine: Engine, channel: str, body: str) -> None:
    """Store a webhook; when this returns it is safe.

    Args:
        engine: The database.
        channel: Name of the channel.
        body: The JSON object that the platform posted.

    Raises:
        StorageError: The database does not take it.
    """
    row = {"channel": channel, "body": body, "arrived_at": clock.now()}
    with writing(engine) as connection:
        connection.execute(arrivals.insert(), row)


def read_next(
    engine: Engine, channels: Collection[str], read: Callable[[Connection, Arrival], None]
) -> Arrival | None:
    """Read the oldest webhook and delete it, in one transaction.

    One process does it at a time, so that the messages of a student stay in order.

    Args:
        engine: The database.
        channels: Those that somebody here can read.
        read: Stores what it holds.

    Returns:
        The webhook, or ``None`` when none waits.

    Raises:
        StorageError: The database does not answer.
        Exception: What ``read`` raises; the webhook stays, and is left aside after
            :data:`MAX_ATTEMPTS` failures.
    """
    arrival: Arrival | None = None
    try:
        with writing(engine) as connection:
            if engine.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
            row = connection.execute(_oldest(channels)).first()
            if row is None:
                return None
            arrival = Arrival(row.id, row.channel, _storable(json.loads(row.body)), row.arrived_at)
            read(connection, arrival)
            connection.execute(sa.delete(arrivals).where(arrivals.c.id == arrival.id))
    except Exception:
        if arrival is not None:
            _count_failure(engine, arrival.id)
        raise
    return arrival


def purge(connection: Connection, before: datetime) -> int:
    """Delete what was left aside before a moment; return how many."""
    old = sa.and_(arrivals.c.attempts >= MAX_ATTEMPTS, arrivals.c.arrived_at < before)
    return int(connection.execute(sa.delete(arrivals).where(old)).rowcount)


def _oldest(channels: Collection[str]) -> Any:
    return (
        sa.select(arrivals)
        .where(arrivals.c.channel.in_(channels), arrivals.c.attempts < MAX_ATTEMPTS)
        .order_by(arrivals.c.id)
        .limit(1)
    )


def _storable(value: Any) -> Any:
    """Return JSON without NUL and halves of characters, which it can hold and no database takes."""
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        joined = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return joined.replace("\x00", "")
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return value


def _count_failure(engine: Engine, id_: int) -> None:
    with writing(engine) as connection:
        connection.execute(
            sa.update(arrivals).where(arrivals.c.id == id_).values(attempts=arrivals.c.attempts + 1)
        )
