"""Offers that students keep."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot import clock
from bot.offers.index.tables import alerted_offers, offer_alerts, saved_offers

MAX_SAVED = 50


def save(connection: Connection, sender_id: str, offer_id: str) -> None:
    """Keep an offer for a student; the same again changes nothing."""
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    row = {"sender_id": sender_id, "id": offer_id, "saved_at": int(clock.now().timestamp())}
    connection.execute(insert(saved_offers).values(**row).on_conflict_do_nothing())


def forget(connection: Connection, sender_id: str, offer_id: str) -> bool:
    """Keep an offer no longer; return whether it was kept."""
    result = connection.execute(
        saved_offers.delete().where(
            saved_offers.c.sender_id == sender_id, saved_offers.c.id == offer_id
        )
    )
    return bool(result.rowcount)


def saved(connection: Connection, sender_id: str) -> list[str]:
    """Return the ids of the offers a student keeps, the last one first."""
    query = (
        sa.select(saved_offers.c.id)
        .where(saved_offers.c.sender_id == sender_id)
        .order_by(saved_offers.c.saved_at.desc(), saved_offers.c.id)
        .limit(MAX_SAVED)
    )
    return [row.id for row in connection.execute(query)]


def forget_student(connection: Connection, sender_id: str) -> None:
    """Delete all that offers keep of a student."""
    for table in (saved_offers, offer_alerts, alerted_offers):
        connection.execute(table.delete().where(table.c.sender_id == sender_id))
