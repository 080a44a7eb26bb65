"""The same search as JSON, for a website or another bot: ``GET /offers``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Engine

from bot.memory.database import reading
from bot.offers.elsewhere import MANY
from bot.offers.index.filters import Filters
from bot.offers.index.search import by_ids, search
from bot.offers.wish import filters_of

MAX_LIMIT = 50
MAX_OFFSET = 1000
_NUMBERS = ("experience", "since_days")
_SINGLE = ("internship_type", "work_time", "level", "region")
_KNOWN = {*MANY, *_NUMBERS, *_SINGLE, "remote", "text", "words", "about", "limit", "offset"}


class BadQuery(ValueError):
    """A parameter that cannot be used; the message names it."""


def answer(engine: Engine, parameters: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return ``{"filters", "offers", "more", "limit", "offset"}``.

    Args:
        engine: The database.
        parameters: ``text`` (as a student would type it) and/or filters by their names; ``city``,
            ``contract``, ``sector`` and what begins with ``not_`` may stand several times; or
            ``id``, several times, for offers by their ids. ``limit`` (10) and ``offset`` (0).

    Raises:
        BadQuery: A parameter is unknown or no number.
    """
    if parameters.get("id"):
        return _by_ids(engine, parameters["id"])
    filters, limit, offset = _read(parameters)
    with reading(engine) as connection:
        results, more = search(connection, filters, limit=limit, offset=offset)
    return {
        "filters": filters.as_json(),
        "offers": [{**each.offer.as_json(), "score": round(each.score, 4)} for each in results],
        "more": more,
        "limit": limit,
        "offset": offset,
    }


def _by_ids(engine: Engine, ids: list[str]) -> dict[str, Any]:
    with reading(engine) as connection:
        found = by_ids(connection, ids[:MAX_LIMIT])
    return {"offers": [found[each].as_json() for each in ids if each in found], "more": False}


def _read(parameters: Mapping[str, list[str]]) -> tuple[Filters, int, int]:
    for name in parameters:
        if name not in _KNOWN:
            raise BadQuery(f"unknown parameter {name!r}")
    text = (parameters.get("text") or [""])[0][:400]
    filters = filters_of(text) if text else Filters()
    values: dict[str, Any] = {}
    for name in MANY:
        if parameters.get(name):
            given = [part for each in parameters[name] for part in each.split(",") if part]
            values[name] = tuple(given)
    for name in _SINGLE:
        if parameters.get(name):
            values[name] = parameters[name][0]
    for name in _NUMBERS:
        if parameters.get(name):
            values[name] = _number(name, parameters[name][0], 36_500)
    if parameters.get("remote"):
        values["remote"] = parameters["remote"][0].lower() in {"true", "1", "yes"}
    for name in ("words", "about"):
        if parameters.get(name):
            values[name] = parameters[name][0][:400]
    limit = _number("limit", (parameters.get("limit") or ["10"])[0], MAX_LIMIT)
    offset = _number("offset", (parameters.get("offset") or ["0"])[0], MAX_OFFSET)
    return replace(filters, **values), limit, offset


def _number(name: str, text: str, most: int) -> int:
    if not text.isdecimal():
        raise BadQuery(f"{name} must be a number")
    return min(int(text), most)
