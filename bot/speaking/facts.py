"""Facts that age: data/knowledge/facts*.yml, with source, date checked and shelf life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.settings import DATA

KNOWLEDGE = DATA / "knowledge"
_REQUIRED = ("value", "source", "checked", "shelf_life_days")


@dataclass(frozen=True)
class Fact:
    """A value that can change.

    Attributes:
        name: The key, used as ``{fact.<name>}`` in responses.
        value: A number, a text, a date, or a text per variety.
        source: Where it was read.
        checked: The day it was last compared with the source.
        shelf_life: How long it may be said without a warning.
    """

    name: str
    value: Any
    source: str
    checked: date
    shelf_life: timedelta

    def stale(self, on: date) -> bool:
        """Whether the fact is older than its shelf life on a day."""
        return on > self.checked + self.shelf_life

    def text(self, variety: str) -> str:
        """Return the value as it is written into a sentence."""
        value = self.value.get(variety) if isinstance(self.value, dict) else self.value
        if isinstance(value, float):
            return f"{value:.2f}"
        return str(value)


def read(directory: Path = KNOWLEDGE) -> dict[str, Fact]:
    """Read all facts of a directory.

    Raises:
        DataError: A field is missing or a name stands twice.
    """
    facts: dict[str, Fact] = {}
    for path in sorted(directory.glob("facts*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        for name, entry in content.get("facts", {}).items():
            if name in facts:
                raise DataError(path, name, "stands twice")
            for key in _REQUIRED:
                if entry.get(key) is None:
                    raise DataError(path, f"{name}.{key}", "is missing")
            facts[name] = Fact(
                name,
                entry["value"],
                entry["source"],
                entry["checked"],
                timedelta(days=entry["shelf_life_days"]),
            )
    return facts


@lru_cache(maxsize=1)
def facts() -> dict[str, Fact]:
    """Return the project's own facts, read once."""
    return read()
