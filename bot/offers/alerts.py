"""Searches that students want to hear of again; the due ones become messages in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.memory.database import reading, writing
from bot.offers.index.filters import Filters, from_json
from bot.offers.index.search import Result, search
from bot.offers.index.tables import alerted_offers, create, offer_alerts
from bot.offers.normalising.identity import digest
from bot.offers.offer import Offer
from bot.offers.service import Index, OwnIndex, index_for

DAILY, WEEKLY = 1, 7
DEFAULT_HOUR = 10
QUIET = (21, 8)  # from, to: nobody is written to at night
MAX_ALERTS = 5
SHOWN = 3
_LOOKED_AT = 40
_CLAIMED = 100


@dataclass(frozen=True)
class Digest:
    """One message of new offers.

    Attributes:
        sender_id: The student.
        variety: To write in.
        filters: The search.
        offers: Never sent to this student before.
        key: Unique; a message with the same key is never sent twice.
    """

    sender_id: str
    variety: str
    filters: Filters
    offers: list[Offer]
    key: str


Deliver = Callable[[Connection, Digest], None]


def subscribe(
    connection: Connection,
    sender_id: str,
    filters: Filters,
    variety: str,
    *,
    every_days: int = DAILY,
    hour: int = DEFAULT_HOUR,
    known: Sequence[str] | None = None,
) -> int:
    """Remember a search; the same search again changes its rhythm.

    Args:
        connection: A writing transaction.
        sender_id: The student.
        filters: The search.
        variety: To write in.
        every_days: :data:`DAILY` or :data:`WEEKLY`.
        hour: Of the messages.
        known: Ids of offers that exist now, so are no news; searched in the database unless given.

    Returns:
        The hour of the messages, moved out of the quiet hours.
    """
    hour = awake(hour)
    values = {
        "sender_id": sender_id,
        "search": digest(json.dumps(filters.as_json(), sort_keys=True)),
        "filters": json.dumps(filters.as_json(), ensure_ascii=False),
        "variety": variety,
        "every_days": every_days,
        "hour": hour,
        "due_at": int(_next(clock.now(), every_days, hour).timestamp()),
    }
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    changed = {name: values[name] for name in ("variety", "every_days", "hour", "due_at")}
    connection.execute(
        insert(offer_alerts)
        .values(**values)
        .on_conflict_do_update(index_elements=["sender_id", "search"], set_=changed)
    )
    if known is None:
        results, _ = search(connection, filters, limit=_LOOKED_AT)
        known = [result.offer.id for result in results]
    _remember(connection, sender_id, known)
    _drop_oldest(connection, sender_id)
    return hour


def known_now(engine: Engine, filters: Filters) -> list[str] | None:
    """Return what :func:`subscribe` needs to know of an index elsewhere; ``None`` with our own.

    Raises:
        ServiceError: The index elsewhere does not answer.
    """
    index = index_for(engine)
    if isinstance(index, OwnIndex):
        return None
    results, _ = index.search(filters, limit=_LOOKED_AT)
    return [result.offer.id for result in results]


def unsubscribe(connection: Connection, sender_id: str) -> int:
    """Stop all alerts of a student; return how many there were."""
    result = connection.execute(offer_alerts.delete().where(offer_alerts.c.sender_id == sender_id))
    return int(result.rowcount)


def send_due(engine: Engine, deliver: Deliver, now: datetime | None = None) -> int:
    """Hand every due digest to ``deliver``, each exactly once whoever else does the same.

    The row is claimed, the message stored and the next time set in one transaction. After an
    outage each alert sends one digest, not one for each day that was missed.

    Args:
        engine: The database.
        deliver: Stores the message with the connection it is given.
        now: The moment; the clock's unless given.

    Returns:
        How many digests were handed over.

    Raises:
        ServiceError: The index is elsewhere and does not answer; what is due stays so.
    """
    create(engine)
    at = now or clock.now()
    index = index_for(engine)
    sent = 0
    while True:
        looked = None
        if not isinstance(index, OwnIndex):
            # Asked outside of the transaction: nobody waits for another server with a lock.
            looked = _look(engine, index, int(at.timestamp()))
            if looked is None:
                return sent
        with writing(engine) as connection:
            row = _claim(connection, int(at.timestamp()), looked and looked[0])
            if row is None:
                if looked is None:
                    return sent
                continue
            found = _news(connection, row, looked and looked[1])
            if found:
                moment = datetime.fromtimestamp(row.due_at, clock.ZONE)
                key = f"alert:{row.search}:{digest(row.sender_id)}:{moment.isoformat()}"
                filters = from_json(json.loads(row.filters))
                deliver(connection, Digest(row.sender_id, row.variety, filters, found, key))
                _remember(connection, row.sender_id, [offer.id for offer in found])
                sent += 1
            connection.execute(
                offer_alerts.update()
                .where(
                    offer_alerts.c.sender_id == row.sender_id, offer_alerts.c.search == row.search
                )
                .values(due_at=int(_next(at, row.every_days, row.hour).timestamp()))
            )


def awake(hour: int) -> int:
    """Return the hour, or the first one after the quiet hours."""
    start, end = QUIET
    return end if hour >= start or hour < end else hour


def _due(now: int) -> sa.sql.Select:
    query = sa.select(offer_alerts).where(offer_alerts.c.due_at <= now)
    return query.order_by(offer_alerts.c.due_at).limit(1)


def _look(engine: Engine, index: Index, now: int) -> tuple[sa.engine.Row, list[Result]] | None:
    with reading(engine) as connection:
        row = connection.execute(_due(now)).first()
    if row is None:
        return None
    return row, index.search(from_json(json.loads(row.filters)), limit=_LOOKED_AT)[0]


def _claim(
    connection: Connection, now: int, one: sa.engine.Row | None = None
) -> sa.engine.Row | None:
    """Lock a due row, or the one that was looked at if nobody has had it since."""
    query = _due(now)
    if one is not None:
        query = query.where(
            offer_alerts.c.sender_id == one.sender_id, offer_alerts.c.search == one.search
        )
    # SQLite leaves this out: its write transaction excludes every other one already.
    return connection.execute(query.with_for_update(skip_locked=True)).first()


def _news(connection: Connection, row: sa.engine.Row, results: list[Result] | None) -> list[Offer]:
    if results is None:
        filters = from_json(json.loads(row.filters))
        results, _ = search(connection, filters, limit=_LOOKED_AT)
    ids = [result.offer.id for result in results]
    known = {
        each.id
        for each in connection.execute(
            sa.select(alerted_offers.c.id).where(
                alerted_offers.c.sender_id == row.sender_id, alerted_offers.c.id.in_(ids)
            )
        )
    }
    return [result.offer for result in results if result.offer.id not in known][:SHOWN]


def _remember(connection: Connection, sender_id: str, ids: Sequence[str]) -> None:
    if not ids:
        return
    insert = postgresql.insert if connection.engine.name == "postgresql" else sqlite.insert
    rows = [{"sender_id": sender_id, "id": each} for each in ids]
    connection.execute(insert(alerted_offers).on_conflict_do_nothing(), rows)


def _drop_oldest(connection: Connection, sender_id: str) -> None:
    rows = connection.execute(
        sa.select(offer_alerts.c.search)
        .where(offer_alerts.c.sender_id == sender_id)
        .order_by(offer_alerts.c.due_at.desc())
        .offset(MAX_ALERTS)
    ).all()
    for row in rows:
        connection.execute(
            offer_alerts.delete().where(
                offer_alerts.c.sender_id == sender_id, offer_alerts.c.search == row.search
            )
        )


def _next(after: datetime, every_days: int, hour: int) -> datetime:
    day = after.astimezone(clock.ZONE).date() + timedelta(days=every_days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.ZONE)
