"""Taking messages from the outbox and marking what became of them; for those who deliver.

A message is sent in one or more requests ("parts"). Each is marked as handed over immediately
before its bytes leave, and never sent again after a crash: what a dead process had begun to send
almost surely arrived, and a student must not read it twice. When the platform answers with a
failure the mark is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.memory.database import writing
from bot.messages import counts, lease
from bot.messages.lease import LEASE_SECONDS, Worker, wall
from bot.messages.outbox import EXPIRED, FAILED, HELD, REPLY, SENT, WAITING, outbox

MAX_ATTEMPTS = 10


@dataclass(frozen=True)
class Claimed:
    """A message that this worker may send until its lease ends.

    Attributes:
        id: Its row.
        handed_over: How many of its parts were given to the platform already.
        attempts: How often it was tried before.
    """

    id: int
    sender_id: str
    kind: str
    message: Mapping[str, Any]
    handed_over: int
    attempts: int
    due_at: datetime


def claim(
    engine: Engine, channel: str, worker: Worker, limit: int = 10, per_second: int | None = None
) -> list[Claimed]:
    """Take the messages of a channel that are due, at most one a student.

    The oldest of a student comes first and the next only when it is over, so that a
    conversation stays in order whoever sends it.

    Args:
        engine: The database.
        channel: Name of the channel.
        worker: Who takes them.
        limit: How many at most.
        per_second: How many the platform allows in a second, over all workers together.
    """
    with writing(engine) as connection:
        query = _due(channel).limit(limit).with_for_update(skip_locked=True)
        rows = connection.execute(query).all()
        if rows and per_second is not None:
            taken = counts.count(connection, f"claimed:{channel}", 1.0, add=len(rows))
            rows = rows[: max(0, len(rows) - max(0, taken - per_second))]
        if rows:
            connection.execute(
                sa.update(outbox)
                .where(outbox.c.id.in_([row.id for row in rows]))
                .values(lease_until=wall() + LEASE_SECONDS, worker=str(worker))
            )
    return [
        Claimed(
            row.id,
            row.sender_id,
            row.kind,
            json.loads(row.message),
            row.handed_over,
            row.attempts,
            row.due_at,
        )
        for row in rows
    ]


def _due(channel: str) -> Any:
    now, machine_now = clock.now(), wall()
    earlier = outbox.alias("earlier")
    waits_for_another = (
        sa.select(sa.literal(1))
        .where(
            earlier.c.sender_id == outbox.c.sender_id,
            earlier.c.state == WAITING,
            earlier.c.due_at <= now,
            sa.or_(earlier.c.expires_at.is_(None), earlier.c.expires_at > now),
            earlier.c.id < outbox.c.id,
        )
        .exists()
    )
    return (
        sa.select(outbox)
        .where(
            outbox.c.channel == channel,
            outbox.c.state == WAITING,
            outbox.c.due_at <= now,
            sa.or_(outbox.c.expires_at.is_(None), outbox.c.expires_at > now),
            outbox.c.retry_at <= machine_now,
            outbox.c.lease_until <= machine_now,
            ~waits_for_another,
        )
        .order_by(outbox.c.due_at, outbox.c.id)
    )


def expire(engine: Engine) -> int:
    """Mark what nobody could send before it expired; return how many."""
    with writing(engine) as connection:
        result = connection.execute(
            sa.update(outbox)
            .where(
                outbox.c.state.in_([WAITING, HELD]),
                outbox.c.expires_at <= clock.now(),
                outbox.c.lease_until <= wall(),
            )
            .values(state=EXPIRED, message=None, updated_at=clock.now())
        )
    return int(result.rowcount)


def hand_over(engine: Engine, id_: int, parts: int) -> None:
    """Mark that so many parts are given to the platform, the last of them just now."""
    _change(engine, id_, handed_over=parts, lease_until=wall() + LEASE_SECONDS)


def mark_sent(engine: Engine, id_: int, platform_id: str | None) -> None:
    """Mark that the platform accepted all parts."""
    _change(engine, id_, state=SENT, message=None, platform_id=platform_id, error=None)


def mark_retry(engine: Engine, id_: int, error: str, parts: int, seconds: float) -> None:
    """Try again after some seconds from a part on; give up after :data:`MAX_ATTEMPTS`.

    Args:
        engine: The database.
        id_: The row.
        error: The platform's code, without any of the message's words.
        parts: How many parts the platform did accept.
        seconds: Pause before the next attempt.
    """
    _change(
        engine,
        id_,
        state=sa.case((outbox.c.attempts + 1 >= MAX_ATTEMPTS, FAILED), else_=WAITING),
        message=sa.case((outbox.c.attempts + 1 >= MAX_ATTEMPTS, None), else_=outbox.c.message),
        attempts=outbox.c.attempts + 1,
        handed_over=parts,
        error=error[:64],
        retry_at=wall() + seconds,
        lease_until=0.0,
    )


def mark_failed(engine: Engine, id_: int, error: str) -> None:
    """Mark that trying again is of no use: blocked, refused, outside the window."""
    _change(engine, id_, state=FAILED, message=None, error=error[:64])


def mark_held(engine: Engine, id_: int) -> None:
    """Keep a message until the student writes again (:func:`release_held`)."""
    _change(engine, id_, state=HELD, lease_until=0.0)


def note_failure(connection: Connection, platform_id: str, error: str) -> bool:
    """Mark as failed what a platform accepted first and gave up on later.

    Returns:
        Whether the message is one of ours.
    """
    result = connection.execute(
        sa.update(outbox)
        .where(outbox.c.platform_id == platform_id)
        .values(state=FAILED, error=error[:64], updated_at=clock.now())
    )
    return bool(result.rowcount)


def release_held(connection: Connection, sender_id: str) -> int:
    """Let the held messages of a student go, in the caller's transaction; return how many."""
    result = connection.execute(
        sa.update(outbox)
        .where(outbox.c.sender_id == sender_id, outbox.c.state == HELD)
        .values(state=WAITING)
    )
    return int(result.rowcount)


def release_dead(engine: Engine, worker: Worker) -> int:
    """Free what workers of this machine held that are no longer alive; return how many rows."""
    return lease.release_dead(engine, outbox, worker, WAITING)


def purge(engine: Engine, before: datetime) -> int:
    """Delete what was over, or due and never sent, before a moment; return how many."""
    over = sa.and_(outbox.c.state.not_in([WAITING, HELD]), outbox.c.updated_at < before)
    with writing(engine) as connection:
        result = connection.execute(sa.delete(outbox).where(sa.or_(over, outbox.c.due_at < before)))
    return int(result.rowcount)


def is_proactive(kind: str) -> bool:
    """Whether a message is sent on our own account, which takes consent and an open window."""
    return kind != REPLY


def _change(engine: Engine, id_: int, **values: Any) -> None:
    with writing(engine) as connection:
        connection.execute(
            sa.update(outbox).where(outbox.c.id == id_).values(updated_at=clock.now(), **values)
        )
