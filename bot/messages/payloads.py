"""Short keys for what a button sends: platforms allow 64 bytes, and a forged one must do nothing.

A key belongs to one student. What comes back from a button is looked up here; text that a student
types never is, so nobody can call an intent by its name.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot import clock
from bot.memory.database import metadata
from bot.memory.moment import Moment

payloads = sa.Table(
    "button_payloads",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("key", sa.String(32), primary_key=True),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("shown_at", Moment, nullable=False, index=True),
)

_KEY_BYTES = 12


def key_of(sender_id: str, payload: str) -> str:
    """Return the key of a payload: 17 ASCII characters, the same every time."""
    digest = hashlib.sha256(f"{sender_id}\n{payload}".encode()).digest()
    return "k" + base64.urlsafe_b64encode(digest[:_KEY_BYTES]).decode("ascii")


def store(connection: Connection, sender_id: str, shown: Mapping[str, str]) -> None:
    """Remember the payloads behind keys that are about to be shown; ``{key: payload}``."""
    if not shown:
        return
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    now = clock.now()
    statement = insert(payloads).values(
        [
            {"sender_id": sender_id, "key": key, "payload": payload, "shown_at": now}
            for key, payload in sorted(shown.items())
        ]
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["sender_id", "key"], set_={"shown_at": statement.excluded.shown_at}
        )
    )


def look_up(connection: Connection, sender_id: str, key: str) -> str | None:
    """Return what a pressed button stands for; ``None`` when it is not one of this student's."""
    query = sa.select(payloads.c.payload).where(
        payloads.c.sender_id == sender_id, payloads.c.key == key
    )
    payload: str | None = connection.execute(query).scalar_one_or_none()
    return payload


def purge(connection: Connection, before: datetime) -> int:
    """Delete the keys that were last shown before a moment; return how many."""
    result = connection.execute(sa.delete(payloads).where(payloads.c.shown_at < before))
    return int(result.rowcount)
