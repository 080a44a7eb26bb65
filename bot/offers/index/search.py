"""Searching the index: conditions always hold, words and freshness rank."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot import clock
from bot.offers.index.candidates import candidates, counted
from bot.offers.index.filters import Filters
from bot.offers.index.query import groups
from bot.offers.index.ranking import ranked
from bot.offers.index.tables import offers
from bot.offers.offer import Offer, from_json
from bot.offers.vocabulary import LEVELS

_AT_ONCE = sa.text(
    "SELECT set_config('jit', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
)


@dataclass(frozen=True)
class Result:
    """An offer with its score."""

    offer: Offer
    score: float


def search(
    connection: Connection, filters: Filters, *, limit: int = 3, offset: int = 0
) -> tuple[list[Result], bool]:
    """Return the best offers, and whether there are more.

    Args:
        connection: A reading transaction.
        filters: Conditions and words.
        limit: How many.
        offset: How many of the best to skip.
    """
    if connection.engine.name == "postgresql":
        # Compiling a query of milliseconds, or starting processes for it, takes longer than it.
        connection.execute(_AT_ONCE)
    now = clock.now()
    wanted = groups(filters.words, filters.about)
    conditions = _conditions(connection, filters, now)
    known = counted(connection, wanted, filters, now)
    found = ranked(
        candidates(connection, filters, wanted, known, conditions), wanted, known.sizes, now
    )
    page = found[offset : offset + limit]
    read = _load(connection, [candidate.no for candidate, _ in page])
    results = [Result(read[each.no], score) for each, score in page if each.no in read]
    return results, len(found) > offset + limit


def by_ids(connection: Connection, ids: list[str]) -> dict[str, Offer]:
    """Return offers by their ids, also those that have left the results."""
    query = sa.select(offers.c.body, offers.c.seen_at).where(offers.c.id.in_(ids))
    return {offer.id: offer for offer in map(_offer, connection.execute(query))}


def visible(now: datetime) -> Any:
    """Return the condition of offers that students may see now."""
    seconds = int(now.timestamp())
    return sa.and_(
        offers.c.gone_at.is_(None),
        sa.or_(offers.c.hidden_after.is_(None), offers.c.hidden_after > seconds),
    )


def _conditions(connection: Connection, filters: Filters, now: datetime) -> list[Any]:
    found = [visible(now)]
    real = sa.select(offers.c.no).where(offers.c.demo == 0, visible(now)).limit(1)
    if connection.execute(real).first():
        # Invented offers leave as soon as there are real ones.
        found.append(offers.c.demo == 0)
    for name in ("city", "contract", "sector"):
        column = offers.c[name]
        if getattr(filters, name):
            found.append(column.in_(getattr(filters, name)))
        refused = getattr(filters, f"not_{name}")
        if refused:
            found.append(sa.or_(column.is_(None), column.notin_(refused)))
    for name in ("internship_type", "region"):
        if getattr(filters, name):
            found.append(offers.c[name] == getattr(filters, name))
    if filters.work_time == "full-time":
        found.append(sa.or_(offers.c.work_time.is_(None), offers.c.work_time == "full-time"))
    elif filters.work_time:
        found.append(offers.c.work_time == filters.work_time)
    if filters.remote:
        found.append(offers.c.remote.is_(True))
    if filters.level in LEVELS:
        rank = LEVELS.index(filters.level)
        found.append(sa.or_(offers.c.level.is_(None), offers.c.level <= rank))
    if filters.experience is not None:
        asked = offers.c.experience
        found.append(sa.or_(asked.is_(None), asked <= filters.experience))
    if filters.since_days:
        found.append(offers.c.age <= filters.since_days - now.date().toordinal())
    return found


def _load(connection: Connection, numbers: list[int]) -> dict[int, Offer]:
    query = sa.select(offers.c.no, offers.c.body, offers.c.seen_at).where(offers.c.no.in_(numbers))
    return {row.no: _offer(row) for row in connection.execute(query)}


def _offer(row: Any) -> Offer:
    offer = from_json(json.loads(row.body))
    return replace(offer, seen_at=datetime.fromtimestamp(row.seen_at, clock.ZONE))
