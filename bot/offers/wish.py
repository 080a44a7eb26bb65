"""From what somebody types to the filters of a search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot.offers.index.filters import LISTS, Filters
from bot.offers.index.query import groups
from bot.understanding.gazetteers import Gazetteers

SEARCH = "search_offers"
_SINGLE = ("internship_type", "work_time", "level")
_DROPPED = {*LISTS, *_SINGLE, "remote", "datetime", "language"} - {"sector"}


@dataclass(frozen=True)
class Named:
    """Something named in a message.

    Attributes:
        entity: Entity type of the contract.
        value: Canonical value, or the text of an occupation.
        start: Offset of the first character, ``None`` from a button.
        end: Offset after the last character.
        negated: Whether the student says not this one.
        role: ``employer`` where an occupation names one.
    """

    entity: str
    value: str
    start: int | None = None
    end: int | None = None
    negated: bool = False
    role: str | None = None


def named_in(text: str) -> list[Named]:
    """Return what the gazetteers find in a text."""
    return [
        Named(each.entity, each.value, each.start, each.end, each.negated, each.role)
        for each in _gazetteers().find(text, SEARCH)
    ]


def of_entities(entities: Iterable[Mapping[str, Any]]) -> list[Named]:
    """Return the entities of a parsed message."""
    return [
        Named(
            str(each["entity"]),
            str(each["value"]),
            each.get("start"),
            each.get("end"),
            bool(each.get("negated")),
            each.get("role"),
        )
        for each in entities
    ]


def filters_of(text: str, named: Iterable[Named] | None = None) -> Filters:
    """Return the filters of a search in one message.

    Args:
        text: What was typed; empty for a button.
        named: What was found in it; the gazetteers look unless given.
    """
    found = named_in(text) if named is None else list(named)
    values: dict[str, Any] = {}
    for name in LISTS:
        wanted = [each.value for each in found if each.entity == name and not each.negated]
        refused = [each.value for each in found if each.entity == name and each.negated]
        values[name] = tuple(dict.fromkeys(wanted))
        values[f"not_{name}"] = tuple(each for each in dict.fromkeys(refused) if each not in wanted)
    for name in _SINGLE:
        values[name] = next(
            (each.value for each in found if each.entity == name and not each.negated), None
        )
    values["remote"] = any(each.entity == "remote" and not each.negated for each in found)
    if values["internship_type"] and not values["contract"]:
        values["contract"] = ("internship",)
    about = " ".join(text[e.start : e.end] for e in found if e.entity == "sector" and _spans(e))
    return Filters(**values, words=_rest(text, found), about=about)


def merged(old: Filters, new: Filters) -> Filters:
    """Return the filters of a search that goes on: what is named anew replaces what was.

    A refused value leaves; "machi casa, tanger" is another city, "w ghir cdi" a further condition.
    """
    values: dict[str, Any] = {}
    for name in LISTS:
        wanted, refused = getattr(new, name), getattr(new, f"not_{name}")
        kept = tuple(each for each in getattr(old, name) if each not in refused)
        values[name] = wanted or kept
        refused = (*getattr(old, f"not_{name}"), *refused)
        values[f"not_{name}"] = tuple(
            each for each in dict.fromkeys(refused) if each not in values[name]
        )
    for name in (*_SINGLE, "experience", "since_days", "region"):
        values[name] = getattr(new, name) or getattr(old, name)
    if new.contract and "internship" not in new.contract:
        values["internship_type"] = None
    if new.city:
        values["region"] = new.region
    values["remote"] = new.remote or old.remote
    values["words"] = new.words or old.words
    values["about"] = new.about or (old.about if values["sector"] == old.sector else "")
    if new.sector and not new.words and new.sector != old.sector:
        values["words"] = ""
    return replace(Filters(), **values)


def _rest(text: str, found: list[Named]) -> str:
    """The words that are not filters already; an occupation stays, an employer too."""
    kept = text
    for each in found:
        if _spans(each) and (each.entity in _DROPPED or each.entity == "sector" or each.negated):
            assert each.start is not None and each.end is not None
            kept = kept[: each.start] + " " * (each.end - each.start) + kept[each.end :]
    from_buttons = [e.value for e in found if e.entity == "occupation" and not _spans(e)]
    rest = " ".join([*kept.split(), *from_buttons])
    # "non, … plutôt …" and "slt, …" say nothing to look for.
    return rest if any(group.must for group in groups(rest)) else ""


def _spans(each: Named) -> bool:
    return each.start is not None and each.end is not None


@lru_cache(maxsize=1)
def _gazetteers() -> Gazetteers:
    return Gazetteers()
