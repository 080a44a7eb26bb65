"""The search that always has an answer: the nearest one when nothing fits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.offers.index.filters import Filters
from bot.offers.index.search import Result
from bot.offers.normalising.place import neighbours
from bot.offers.service import Index

NEAR_KM = 130
_LOOKED_AT = 60
_DROPPABLE = (
    ("internship_type",),
    ("work_time",),
    ("remote",),
    ("level",),
    ("words", "about"),
    ("contract", "internship_type"),
    ("sector", "about"),
)


@dataclass(frozen=True)
class Found:
    """Results with what had to give.

    Attributes:
        results: The offers.
        more: Whether there are more.
        filters: What was searched in the end.
        near: City that was searched instead.
        kilometres: How far it is from the one asked for.
        elsewhere: Whether the city was given up.
        dropped: Filters that were given up.
    """

    results: list[Result]
    more: bool
    filters: Filters
    near: str | None = None
    kilometres: int | None = None
    elsewhere: bool = False
    dropped: tuple[str, ...] = ()


def search_near(index: Index, filters: Filters, *, limit: int = 3) -> Found:
    """Search, and when nothing fits search again with the least change that finds something."""
    results, more = index.search(filters, limit=limit)
    if results:
        return Found(results, more, filters)
    if filters.city:
        nearby = _nearby(index, filters, limit)
        if nearby:
            return nearby
    for names in _DROPPABLE:
        if getattr(filters, names[0]) and (
            names[0] != "words" or filters.sector or filters.contract
        ):
            other = filters.without(*names)
            if other.empty:
                continue
            results, more = index.search(other, limit=limit)
            if results:
                return Found(results, more, other, dropped=names)
    if filters.city:
        other = filters.without("city")
        results, more = index.search(other, limit=limit)
        if results:
            return Found(results, more, other, elsewhere=True)
    return Found([], False, filters)


def _nearby(index: Index, filters: Filters, limit: int) -> Found | None:
    """Search the cities around at once, then the nearest one that has something."""
    around = {
        city: kilometres
        for city, kilometres in neighbours(filters.city[0])
        if kilometres <= NEAR_KM and city not in filters.city and city not in filters.not_city
    }
    if not around:
        return None
    results, _ = index.search(replace(filters, city=tuple(around)), limit=_LOOKED_AT)
    cities = {result.offer.city for result in results}
    for city, kilometres in around.items():
        if city in cities:
            other = replace(filters, city=(city,))
            results, more = index.search(other, limit=limit)
            return Found(results, more, other, near=city, kilometres=kilometres)
    return None
