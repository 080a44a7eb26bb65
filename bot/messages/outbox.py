"""Messages to send, now or later: stored with what must happen, sent by whoever is free.

Callers store a message in the transaction of what it is about::

    with writing(engine) as connection:
        ...  # book the appointment
        enqueue(connection, Outgoing(sender_id, {"text": text}, key=f"reminder:{id}:day-before",
                                     kind=REMINDER, due_at=moment, expires_at=start))

and take it back with :func:`withdraw` when it is no longer true. The rest of this module is for
those who deliver (see ``channels/delivery.py``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot import clock
from bot.memory.database import metadata
from bot.memory.moment import Moment

REPLY = "reply"
"""Answers what the student just wrote; everything else is sent on our own account."""
ALERT = "alert"
REMINDER = "reminder"
NOTICE = "notice"
"""News on something the student has with us, such as a centre that moved an appointment."""
KINDS = (REPLY, ALERT, REMINDER, NOTICE)

WAITING = "waiting"  # to be sent at or after due_at
HELD = "held"  # the platform's window is closed; sent when the student next writes
SENT = "sent"
FAILED = "failed"  # the platform refuses it for good; `error` says why
EXPIRED = "expired"  # nobody could send it before expires_at
WITHDRAWN = "withdrawn"  # taken back by who stored it

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("key", sa.String(200), nullable=False, unique=True),
    sa.Column("sender_id", sa.String(255), nullable=False),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("message", sa.Text),  # emptied when it is over: nobody needs the words any more
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("expires_at", Moment),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("error", sa.String(64)),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("handed_over", sa.Integer, nullable=False, default=0),  # parts given to the platform
    sa.Column("platform_id", sa.String(255), index=True),  # the platform's id of the last part
    sa.Column("retry_at", sa.Float, nullable=False, default=0.0),  # seconds, see lease.wall
    sa.Column("lease_until", sa.Float, nullable=False, default=0.0),
    sa.Column("worker", sa.String(120)),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Index("ix_outbox_channel_state_due_at", "channel", "state", "due_at"),
    sa.Index("ix_outbox_sender_id_state", "sender_id", "state"),
    sa.Index("ix_outbox_updated_at", "updated_at"),
)


@dataclass(frozen=True)
class Outgoing:
    """A message to store.

    Attributes:
        sender_id: Rasa's ``tracker.sender_id`` of the student, such as ``whatsapp:3f…``.
        message: In Rasa's vocabulary: ``text``, ``buttons``, ``elements``, ``image``,
            ``attachment``, ``custom``. ``template`` (a list of texts) holds the values of the
            platform template that replaces it outside the platform's window.
        key: Says what this message is about; a second one with the same key is not stored.
        kind: One of :data:`KINDS`; decides on consent and templates.
        due_at: Not sent before this moment; now unless given.
        expires_at: Not sent at or after this moment; never expires unless given.
    """

    sender_id: str
    message: Mapping[str, Any]
    key: str
    kind: str = REPLY
    due_at: datetime | None = None
    expires_at: datetime | None = None

    @property
    def channel(self) -> str:
        """The channel, which the sender id begins with."""
        return channel_of(self.sender_id)


def channel_of(sender_id: str) -> str:
    """Return the channel of a sender id; ``local`` for one without (terminal, REST)."""
    name, colon, _ = sender_id.partition(":")
    return name[:32] if colon else "local"


def enqueue(connection: Connection, outgoing: Outgoing) -> bool:
    """Store a message to send, in the caller's transaction.

    Returns:
        Whether it is new; ``False`` when one with the same key was stored before, in whatever
        state it is now.

    Raises:
        ValueError: The kind is unknown.
    """
    if outgoing.kind not in KINDS:
        raise ValueError(f"kind {outgoing.kind!r}: must be one of {', '.join(KINDS)}")
    now = clock.now()
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    statement = insert(outbox).values(
        key=outgoing.key,
        sender_id=outgoing.sender_id,
        channel=outgoing.channel,
        kind=outgoing.kind,
        message=json.dumps(outgoing.message, ensure_ascii=False),
        due_at=outgoing.due_at or now,
        expires_at=outgoing.expires_at,
        state=WAITING,
        updated_at=now,
    )
    result = connection.execute(statement.on_conflict_do_nothing(index_elements=["key"]))
    return bool(result.rowcount == 1)


def withdraw(connection: Connection, key: str) -> bool:
    """Take back a message that was not sent yet; return whether there was one.

    A worker that holds it at this moment may still send it. The key stays taken.
    """
    result = connection.execute(
        sa.update(outbox)
        .where(outbox.c.key == key, outbox.c.state.in_([WAITING, HELD]))
        .values(state=WITHDRAWN, message=None, updated_at=clock.now())
    )
    return bool(result.rowcount == 1)


def forget(connection: Connection, sender_id: str) -> int:
    """Withdraw all that waits for a student except answers; return how many."""
    result = connection.execute(
        sa.update(outbox)
        .where(
            outbox.c.sender_id == sender_id,
            outbox.c.state.in_([WAITING, HELD]),
            outbox.c.kind != REPLY,
        )
        .values(state=WITHDRAWN, message=None, updated_at=clock.now())
    )
    return int(result.rowcount)
