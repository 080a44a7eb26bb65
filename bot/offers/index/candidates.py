"""The offers that are worth ranking: the newest of every list that the search reads."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, product
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.offers.index import analysis
from bot.offers.index.filters import LISTS, Filters
from bot.offers.index.query import Group
from bot.offers.index.tables import offer_terms, offers

CANDIDATES = 160  # per list; newer ones first, so the cost does not grow with the index
COUNTED = 1500  # terms of more offers than this weigh the same
_TOGETHER = 24  # combinations of conditions that are read as lists of their own
_LONG_DAYS = 3650.0
_READ = (
    offers.c.no,
    offers.c.id,
    offers.c.age,
    offers.c.terms,
    offers.c.level,
    offers.c.employer,
)

Terms = tuple[int, ...]
"""Terms of which an offer has any."""

_Read = tuple[int, tuple[Terms, ...]]  # the term whose list is read, and others looked up


@dataclass(frozen=True)
class Candidate:
    """An offer with what it is ranked by; ``terms`` are those of the search that it has."""

    no: int
    id: str
    age: int
    employer: str | None
    terms: dict[int, int]
    known_level: bool


@dataclass(frozen=True)
class Counted:
    """How many offers have each term.

    Attributes:
        sizes: Counted up to :data:`COUNTED`.
        lengths: Estimated beyond that: of two long lists, the one whose newest offers reach
            further back is the shorter.
    """

    sizes: dict[int, int]
    lengths: dict[int, float]

    def length(self, terms: Terms) -> float:
        """Return about how many offers have any of the terms."""
        return sum(self.lengths[term] for term in terms)


def counted(
    connection: Connection, wanted: Sequence[Group], filters: Filters, now: datetime
) -> Counted:
    """Return of how many offers each term of a search is, in one query."""
    numbers = {term for group in wanted for term in (*group.terms, *group.extra)}
    numbers |= {term for terms in _structured(filters) for term in terms}
    if not numbers:
        return Counted({}, {})
    counts = []
    for number in sorted(numbers):
        some = (
            sa.select(offer_terms.c.age)
            .where(offer_terms.c.term == number)
            .order_by(offer_terms.c.age)
            .limit(COUNTED)
            .subquery()
        )
        counts.append(
            sa.select(
                sa.literal(number, sa.BigInteger).label("term"),
                sa.func.count().label("size"),
                sa.func.max(some.c.age).label("reach"),
            ).select_from(some)
        )
    sizes, lengths = {}, {}
    for row in connection.execute(sa.union_all(*counts)):
        sizes[row.term] = row.size
        lengths[row.term] = float(row.size)
        if row.size == COUNTED:
            days = max(1, now.date().toordinal() + row.reach)
            lengths[row.term] *= max(1.0, _LONG_DAYS / days)
    return Counted(sizes, lengths)


def candidates(
    connection: Connection,
    filters: Filters,
    wanted: Sequence[Group],
    known: Counted,
    conditions: Sequence[Any],
) -> list[Candidate]:
    """Return the newest offers of each list that is worth reading, in one query."""
    reads = _reads(filters, wanted, known)
    if not reads:
        return []
    lists = [_newest(driver, also, conditions) for driver, also in reads]
    numbers = sa.union(*(sa.select(each.subquery().c.no) for each in lists)).subquery()
    query = sa.select(*_READ).where(offers.c.no.in_(sa.select(numbers.c.no)))
    weighed = {
        term | weight: (term, weight)
        for group in wanted
        for term in (*group.terms, *group.extra)
        for weight in range(analysis.MAX_WEIGHT + 1)
    }
    packed = frozenset(weighed)
    return [
        Candidate(
            row.no,
            row.id,
            row.age,
            row.employer,
            dict(weighed[each] for each in packed.intersection(array("q", bytes(row.terms)))),
            row.level is not None,
        )
        for row in connection.execute(query)
    ]


def _structured(filters: Filters) -> list[Terms]:
    """Return lists of terms; an offer that fulfils the conditions has one of each list."""
    given = {name: getattr(filters, name) for name in LISTS if getattr(filters, name)}
    found: list[Terms] = []
    if given:
        together = list(islice(product(*given.values()), _TOGETHER + 1))
        if len(together) <= _TOGETHER:
            pairs = [dict(zip(given, values, strict=True)) for values in together]
            found.append(tuple(analysis.condition_term(each) for each in pairs))
        else:
            found += [
                tuple(analysis.condition_term({name: value}) for value in values)
                for name, values in given.items()
            ]
    for name in ("internship_type", "region"):
        if getattr(filters, name):
            found.append((analysis.condition_term({name: getattr(filters, name)}),))
    return found


def _reads(filters: Filters, wanted: Sequence[Group], known: Counted) -> list[_Read]:
    narrow = min(_structured(filters), key=known.length, default=None)
    must = [group for group in wanted if group.must]
    reads: list[_Read] = []

    def read(term: int, *also: Terms) -> None:
        # The shortest list is read, in the others its offers are looked up.
        lists = sorted({(term,), *also, *([narrow] if narrow else ())}, key=_by_length)
        if known.sizes[term]:
            reads.extend((driver, tuple(lists[1:])) for driver in lists[0])

    def _by_length(terms: Terms) -> tuple[float, Terms]:
        return known.length(terms), terms

    if not must:
        reads += [(driver, ()) for driver in narrow or [analysis.code(analysis.EVERY)]]
    for group in must or wanted:
        rare = (each for each in group.extra if known.sizes[each] < CANDIDATES)
        for term in (*group.terms, *rare):
            read(term)
        # Older offers that have everything would be crowded out by newer ones that have a part.
        for other in [each for each in must if each is not group][:2]:
            for term in group.terms:
                read(term, other.terms)
    return list(dict.fromkeys(reads))


def _newest(driver: int, also: tuple[Terms, ...], conditions: Sequence[Any]) -> Any:
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
