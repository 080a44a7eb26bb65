"""Public holidays and Ramadan: data/knowledge/holidays.yml and the Hijri calendar.

The religious calendar follows the sighting of the moon in Morocco, which is often a day after the
computed one. Until the operator has written the announced days, a religious holiday therefore
closes one day more than it lasts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from hijridate import Gregorian, Hijri

from bot.errors import DataError
from bot.settings import DATA

FILE = DATA / "knowledge" / "holidays.yml"
RAMADAN = 9
UNCONFIRMED_DAYS = 1  # what the moon can add

Days = Mapping[str, tuple[date, ...]]


@dataclass(frozen=True)
class Holiday:
    """A holiday with its name per variety."""

    id: str
    name: Mapping[str, str]


@dataclass(frozen=True)
class _Religious:
    holiday: Holiday
    month: int
    day: int
    days: int


@dataclass(frozen=True)
class Holidays:
    """All holidays of a file.

    Attributes:
        fixed: Holiday by (month, day).
        religious: Those of the Hijri calendar.
    """

    fixed: Mapping[tuple[int, int], Holiday]
    religious: tuple[_Religious, ...]

    def on(self, day: date, confirmed: Days | None = None) -> Holiday | None:
        """Return the holiday of a day, or ``None``.

        Args:
            day: A calendar day.
            confirmed: Announced days by id of the religious holiday; they replace the computed
                ones of the same Gregorian season (within a month of them).
        """
        fixed = self.fixed.get((day.month, day.day))
        if fixed:
            return fixed
        for each in self.religious:
            if day in _days(each, day, (confirmed or {}).get(each.holiday.id, ())):
                return each.holiday
        return None


def in_ramadan(day: date, confirmed: Days | None = None) -> bool:
    """Whether a day is in Ramadan.

    Args:
        day: A calendar day.
        confirmed: ``ramadan``: first and last day as announced, two days a year.
    """
    announced = (confirmed or {}).get("ramadan", ())
    for first, last in zip(announced[::2], announced[1::2], strict=False):
        if first - timedelta(days=15) <= day <= last + timedelta(days=15):
            return first <= day <= last
    return bool(Gregorian.fromdate(day).to_hijri().month == RAMADAN)


def read(path: Path = FILE) -> Holidays:
    """Read the holidays.

    Raises:
        DataError: An entry lacks a field.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    fixed = {}
    for entry in content.get("fixed") or ():
        _check(path, entry, "month", "day")
        fixed[entry["month"], entry["day"]] = Holiday(entry["id"], entry["name"])
    religious = []
    for entry in content.get("religious") or ():
        _check(path, entry, "hijri_month", "hijri_day", "days")
        holiday = Holiday(entry["id"], entry["name"])
        religious.append(
            _Religious(holiday, entry["hijri_month"], entry["hijri_day"], entry["days"])
        )
    return Holidays(fixed, tuple(religious))


@lru_cache(maxsize=1)
def holidays() -> Holidays:
    """Return the project's own holidays, read once."""
    return read()


def _days(each: _Religious, near: date, confirmed: tuple[date, ...]) -> frozenset[date]:
    announced = [day for day in confirmed if abs(day - near) < timedelta(days=30)]
    if announced:
        return frozenset(announced)
    year = Gregorian.fromdate(near).to_hijri().year
    closed: set[date] = set()
    for hijri_year in (year - 1, year, year + 1):
        first = _first(hijri_year, each.month, each.day)
        closed |= {first + timedelta(days=n) for n in range(each.days + UNCONFIRMED_DAYS)}
    return frozenset(closed)


@lru_cache(maxsize=256)
def _first(year: int, month: int, day: int) -> date:
    computed = Hijri(year, month, day).to_gregorian()
    return date(computed.year, computed.month, computed.day)


def _check(path: Path, entry: dict[str, Any], *keys: str) -> None:
    for key in ("id", "name", "source", *keys):
        if not entry.get(key):
            raise DataError(path, f"{entry.get('id')}.{key}", "is missing")
