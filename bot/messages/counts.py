"""Counting in fixed spans of time, in the database, so that all processes share a limit."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot.memory.database import metadata
from bot.messages.lease import wall

counts = sa.Table(
    "message_counts",
    metadata,
    sa.Column("name", sa.String(255), primary_key=True),
    sa.Column("span", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("ends_at", sa.Float, nullable=False, index=True),
)


def count(connection: Connection, name: str, seconds: float, add: int = 1) -> int:
    """Add to a count and return it; it begins at zero in every span of some seconds.

    The row stays locked until the caller's transaction ends, so two processes cannot both be
    the last one that is let through.
    """
    span = int(wall() // seconds)
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    statement = insert(counts).values(name=name, span=span, count=add, ends_at=(span + 1) * seconds)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["name", "span"], set_={"count": counts.c.count + add}
        )
    )
    query = sa.select(counts.c.count).where(counts.c.name == name, counts.c.span == span)
    return int(connection.execute(query).scalar_one())


def purge(connection: Connection) -> int:
    """Delete the counts of spans that are over; return how many."""
    return int(connection.execute(sa.delete(counts).where(counts.c.ends_at < wall())).rowcount)
