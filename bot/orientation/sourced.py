"""What every item of a knowledge file has: its name, source and day of the last check."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from bot.orientation.items import Text
from bot.orientation.reader import Entry


class SourcedFields(TypedDict):
    """Keyword arguments of :class:`bot.orientation.items.Sourced`."""

    id: str
    name: Text
    source: str | None
    checked: date
    shelf_life_days: int
    verified: bool


def items_of(content: Entry, section: str) -> dict[str, Entry]:
    """Return the items of a file by id; ``defaults`` fills what an item does not say itself."""
    defaults = {**content.raw("defaults"), "shelf_life_days": content.integer("shelf_life_days")}
    items = content.entry(section)
    return {str(key): items.entry(key, defaults) for key in items.members()}


def sourced(id_: str, entry: Entry) -> SourcedFields:
    """Return the fields that all items share."""
    return SourcedFields(
        id=id_,
        name=entry.text("name"),
        source=entry.optional_string("source"),
        checked=entry.day("checked"),
        shelf_life_days=entry.integer("shelf_life_days"),
        verified=entry.flag("verified"),
    )
