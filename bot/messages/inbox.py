"""Messages that platforms handed over: stored before they are acknowledged, answered in order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.memory.database import metadata, writing
from bot.memory.moment import Moment
from bot.messages import lease
from bot.messages.lease import LEASE_SECONDS, Worker, wall

WAITING = "waiting"
DONE = "done"
FAILED = "failed"

MAX_ATTEMPTS = 3

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("event_key", sa.String(255), nullable=False),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("body", sa.Text),  # JSON; emptied when it is answered
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("retry_at", sa.Float, nullable=False, default=0.0),  # seconds, see lease.wall
    sa.Column("lease_until", sa.Float, nullable=False, default=0.0),
    sa.Column("worker", sa.String(120)),
    sa.Column("received_at", Moment, nullable=False, index=True),
    # Repeats are dropped by the database for as long as rows are kept, which is longer than any
    # platform repeats an event.
    sa.UniqueConstraint("channel", "event_key", name="uq_inbox_channel_event_key"),
    sa.Index("ix_inbox_state_id", "state", "id"),
    sa.Index("ix_inbox_sender_id_state", "sender_id", "state"),
)


@dataclass(frozen=True)
class Received:
    """A message that this worker may answer until its lease ends."""

    id: int
    channel: str
    sender_id: str
    body: Mapping[str, Any]
    attempts: int


def receive(
    connection: Connection,
    channel: str,
    event_key: str,
    sender_id: str,
    body: Mapping[str, Any] | None,
) -> bool:
    """Store a message, in the caller's transaction.

    Args:
        connection: A writing transaction.
        channel: Name of the channel.
        event_key: The platform's id of the event.
        sender_id: The student.
        body: What to answer; ``None`` only remembers that the event was seen.

    Returns:
        Whether it is new.
    """
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    statement = insert(inbox).values(
        channel=channel,
        event_key=event_key[:255],
        sender_id=sender_id,
        body=None if body is None else json.dumps(body, ensure_ascii=False),
        state=DONE if body is None else WAITING,
        received_at=clock.now(),
    )
    result = connection.execute(
        statement.on_conflict_do_nothing(index_elements=["channel", "event_key"])
    )
    return bool(result.rowcount == 1)


def seen(connection: Connection, channel: str, event_key: str) -> bool:
    """Whether an event was stored before."""
    query = sa.select(inbox.c.id).where(
        inbox.c.channel == channel, inbox.c.event_key == event_key[:255]
    )
    return connection.execute(query).first() is not None


def claim(engine: Engine, worker: Worker, limit: int = 10) -> list[Received]:
    """Take the oldest unanswered messages, at most one a student."""
    now = wall()
    earlier = inbox.alias("earlier")
    waits_for_another = (
        sa.select(sa.literal(1))
        .where(
            earlier.c.sender_id == inbox.c.sender_id,
            earlier.c.state == WAITING,
            earlier.c.id < inbox.c.id,
        )
        .exists()
    )
    query = (
        sa.select(inbox)
        .where(
            inbox.c.state == WAITING,
            inbox.c.retry_at <= now,
            inbox.c.lease_until <= now,
            ~waits_for_another,
        )
        .order_by(inbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    with writing(engine) as connection:
        rows = connection.execute(query).all()
        if rows:
            connection.execute(
                sa.update(inbox)
                .where(inbox.c.id.in_([row.id for row in rows]))
                .values(lease_until=now + LEASE_SECONDS, worker=str(worker))
            )
    return [
        Received(row.id, row.channel, row.sender_id, json.loads(row.body), row.attempts)
        for row in rows
    ]


def renew(engine: Engine, ids: list[int], worker: Worker) -> None:
    """Hold on to messages that take long."""
    with writing(engine) as connection:
        connection.execute(
            sa.update(inbox)
            .where(inbox.c.id.in_(ids), inbox.c.worker == str(worker), inbox.c.state == WAITING)
            .values(lease_until=wall() + LEASE_SECONDS)
        )


def mark_done(connection: Connection, id_: int, state: str = DONE) -> None:
    """Mark as answered, in the transaction that stores the answers."""
    connection.execute(
        sa.update(inbox).where(inbox.c.id == id_).values(state=state, body=None, lease_until=0.0)
    )


def mark_retry(connection: Connection, id_: int, seconds: float) -> None:
    """Try again after some seconds."""
    connection.execute(
        sa.update(inbox)
        .where(inbox.c.id == id_)
        .values(attempts=inbox.c.attempts + 1, retry_at=wall() + seconds, lease_until=0.0)
    )


def release_dead(engine: Engine, worker: Worker) -> int:
    """Free what workers of this machine held that are no longer alive; return how many rows."""
    return lease.release_dead(engine, inbox, worker, WAITING)


def purge(connection: Connection, before: datetime) -> int:
    """Delete answered messages received before a moment; return how many."""
    result = connection.execute(
        sa.delete(inbox).where(inbox.c.state != WAITING, inbox.c.received_at < before)
    )
    return int(result.rowcount)
