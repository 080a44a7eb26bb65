"""Searching the index: conditions always hold, words and freshness rank."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, product
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot import clock
from bot.offers.index import analysis
from bot.offers.index.filters import LISTS, Filters
from bot.offers.index.query import Group, groups
from bot.offers.index.tables import offer_terms, offers
from bot.offers.offer import Offer, from_json
from bot.offers.vocabulary import LEVELS

CANDIDATES = 160  # per term; newer ones first, so the cost does not grow with the index
_COUNTED = 1500  # terms of more offers than this weigh the same
_TOGETHER = 24  # combinations of conditions that are read as lists of their own
_COVERED = 0.5  # share of the words' weight that a result has
_FRESH_DAYS = 30.0
_NEAR = 0.75  # share of the best score at which another employer goes first
_WINDOW = 2  # results before one that its employer may not be among
_LOOKED_AHEAD = 30
_AT_ONCE = sa.text(
    "SELECT set_config('jit', 'off', true),"
    " set_config('max_parallel_workers_per_gather', '0', true)"
)
_READ = (
    offers.c.no,
    offers.c.id,
    offers.c.age,
    offers.c.terms,
    offers.c.level,
    offers.c.employer,
)


@dataclass(frozen=True)
class Result:
    """An offer with its score."""

    offer: Offer
    score: float


@dataclass(frozen=True)
class _Candidate:
    no: int
    id: str
    age: int
    employer: str | None
    terms: dict[int, int]
    known_level: bool


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
    sizes = _sizes(connection, wanted, filters)
    candidates = _candidates(connection, filters, wanted, sizes, conditions)
    ranked = _ranked(candidates, wanted, sizes, now)
    page = ranked[offset : offset + limit]
    found = _load(connection, [candidate.no for candidate, _ in page])
    results = [Result(found[each.no], score) for each, score in page if each.no in found]
    return results, len(ranked) > offset + limit


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


def _sizes(connection: Connection, wanted: list[Group], filters: Filters) -> dict[int, int]:
    """Return of how many offers each term is, counted up to a limit, in one query."""
    numbers = {term for group in wanted for term in (*group.terms, *group.extra)}
    numbers |= {term for terms in _structured(filters) for term in terms}
    if not numbers:
        return {}
    counts = []
    for number in sorted(numbers):
        some = sa.select(offer_terms.c.no).where(offer_terms.c.term == number).limit(_COUNTED)
        given = sa.literal(number, sa.BigInteger).label("term")
        counts.append(sa.select(given, sa.func.count().label("size")).select_from(some.subquery()))
    return {row.term: row.size for row in connection.execute(sa.union_all(*counts))}


def _structured(filters: Filters) -> list[list[int]]:
    """Return lists of terms; an offer that fulfils the conditions has one of each list."""
    given = {name: getattr(filters, name) for name in LISTS if getattr(filters, name)}
    found = []
    if given:
        together = list(islice(product(*given.values()), _TOGETHER + 1))
        if len(together) <= _TOGETHER:
            pairs = [dict(zip(given, values, strict=True)) for values in together]
            found.append([analysis.condition_term(each) for each in pairs])
        else:
            found += [
                [analysis.condition_term({name: value}) for value in values]
                for name, values in given.items()
            ]
    for name in ("internship_type", "region"):
        if getattr(filters, name):
            found.append([analysis.condition_term({name: getattr(filters, name)})])
    return found


def _candidates(
    connection: Connection,
    filters: Filters,
    wanted: list[Group],
    sizes: dict[int, int],
    conditions: list[Any],
) -> list[_Candidate]:
    """Return the newest offers of each list that is worth reading, in two queries."""
    reads = _reads(filters, wanted, sizes)
    if not reads:
        return []
    lists = [_newest(driver, also, conditions) for driver, also in reads]
    numbers = sa.union(*(sa.select(each.subquery().c.no) for each in lists)).subquery()
    query = sa.select(*_READ).where(offers.c.no.in_(sa.select(numbers.c.no)))
    return [
        _Candidate(
            row.no,
            row.id,
            row.age,
            row.employer,
            analysis.unpacked(bytes(row.terms)),
            row.level is not None,
        )
        for row in connection.execute(query)
    ]


_Read = tuple[int, tuple[tuple[int, ...], ...]]  # the term read, and others looked up


def _reads(filters: Filters, wanted: list[Group], sizes: dict[int, int]) -> list[_Read]:
    structured = _structured(filters)
    narrow = min(structured, key=lambda terms: sum(sizes[t] for t in terms), default=None)
    must = [group for group in wanted if group.must]
    reads: list[_Read] = []

    def read(term: int, *also: tuple[int, ...]) -> None:
        # The shorter of two lists is read, the other looked up.
        if sizes[term] == 0:
            return
        if narrow and sum(sizes[each] for each in narrow) < sizes[term]:
            reads.extend((driver, ((term,), *also)) for driver in narrow)
        else:
            reads.append((term, also))

    if not must:
        reads += [(driver, ()) for driver in narrow or [analysis.code(analysis.EVERY)]]
    for group in must or wanted:
        for term in (*group.terms, *(each for each in group.extra if sizes[each] < CANDIDATES)):
            read(term)
        # Older offers that have everything would be crowded out by newer ones that have a part.
        for other in [each for each in must if each is not group][:2]:
            for term in group.terms:
                read(term, other.terms)
    return list(dict.fromkeys(reads))


def _newest(driver: int, also: tuple[tuple[int, ...], ...], conditions: list[Any]) -> Any:
    query = (
        sa.select(offer_terms.c.no)
        .select_from(offer_terms.join(offers, offers.c.no == offer_terms.c.no))
        .where(offer_terms.c.term == driver, *conditions)
        .order_by(offer_terms.c.age, offer_terms.c.no)
        .limit(CANDIDATES)
    )
    for terms in also:
        other = offer_terms.alias()
        query = query.where(
            sa.select(other.c.no)
            .where(
                other.c.term.in_(terms),
                other.c.age == offer_terms.c.age,
                other.c.no == offer_terms.c.no,
            )
            .exists()
        )
    return query


def _ranked(
    candidates: list[_Candidate],
    wanted: list[Group],
    sizes: dict[int, int],
    now: datetime,
) -> list[tuple[_Candidate, float]]:
    scored = []
    weights = {group: _rarity(group, sizes) for group in wanted}
    # A word that no offer has cannot be asked of any while there are others to go by.
    needed = sum(
        weight
        for group, weight in weights.items()
        if group.must and any(sizes[term] for term in (*group.terms, *group.extra))
    )
    for candidate in candidates:
        covered = score = 0.0
        for group, weight in weights.items():
            best = max((candidate.terms.get(term, 0) for term in group.terms), default=0)
            literal = max((candidate.terms.get(term, 0) for term in group.extra), default=0)
            best = max(best, literal)
            if best and group.must:
                covered += weight
            score += weight * (best + 0.6 * literal) * (1.0 if group.must else 0.5)
        if needed and covered < _COVERED * needed:
            continue
        days = max(0, now.date().toordinal() + candidate.age)
        fresh = math.exp(-days / _FRESH_DAYS)
        known = 0.2 if candidate.known_level else 0.0
        scored.append((candidate, score + fresh + known + 4 * covered))
    scored.sort(key=lambda each: (-round(each[1], 6), each[0].age, each[0].id))
    return _mixed(scored)


def _mixed(scored: list[tuple[_Candidate, float]]) -> list[tuple[_Candidate, float]]:
    """Let other employers in between, where they fit nearly as well."""
    mixed: list[tuple[_Candidate, float]] = []
    rest = list(scored)
    while rest:
        recent = {each.employer for each, _ in mixed[-_WINDOW:] if each.employer}
        floor = rest[0][1] * _NEAR
        chosen = 0
        for position, (candidate, score) in enumerate(rest[:_LOOKED_AHEAD]):
            if score < floor:
                break
            if candidate.employer is None or candidate.employer not in recent:
                chosen = position
                break
        mixed.append(rest.pop(chosen))
    return mixed


def _rarity(group: Group, sizes: dict[int, int]) -> float:
    common = max((sizes[term] for term in group.terms), default=0)
    if group.general:
        return 1.0
    return 1.0 + math.log(_COUNTED / (common + 1)) / 2 if common < _COUNTED else 1.0


def _load(connection: Connection, numbers: list[int]) -> dict[int, Offer]:
    query = sa.select(offers.c.no, offers.c.body, offers.c.seen_at).where(offers.c.no.in_(numbers))
    return {row.no: _offer(row) for row in connection.execute(query)}


def _offer(row: Any) -> Offer:
    offer = from_json(json.loads(row.body))
    return replace(offer, seen_at=datetime.fromtimestamp(row.seen_at, clock.ZONE))
