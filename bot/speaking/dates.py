"""A day and an hour as they are said in each variety; the one place that spells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

import yaml

from bot import clock
from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.language import VARIETIES

LEXICON = DATA / "lexicon" / "spoken_dates.yml"


@dataclass(frozen=True)
class Spelling:
    """The words and frames of one variety.

    Attributes:
        weekdays: Seven names, Monday first.
        months: Twelve names, January first.
        first: The first day of a month.
        day: Frame with ``{weekday}``, ``{day}`` and ``{month}``.
        day_with_year: The same with ``{year}``.
        short_day: Frame for a button, with the month as a number.
        moment: Frame with ``{day}`` and ``{hour}``.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    first: str
    day: str
    day_with_year: str
    short_day: str
    moment: str


def say_day(day: date, variety: str) -> str:
    """Return weekday, day and month; the year too when it is not the present one."""
    spelling = spellings()[variety]
    frame = spelling.day if day.year == clock.today().year else spelling.day_with_year
    return frame.format(
        weekday=spelling.weekdays[day.weekday()],
        day=spelling.first if day.day == 1 else day.day,
        month=spelling.months[day.month - 1],
        year=day.year,
    )


def say_short_day(day: date, variety: str) -> str:
    """Return weekday and date in at most twenty characters, for a button."""
    spelling = spellings()[variety]
    return spelling.short_day.format(
        weekday=spelling.weekdays[day.weekday()], day=day.day, month=day.month
    )


def say_hour(hour: time | datetime) -> str:
    """Return the wall-clock hour, 24-hour, such as ``10:30`` in every variety."""
    return f"{hour:%H:%M}"


def say_moment(moment: datetime, variety: str) -> str:
    """Return weekday, date and hour of a moment as its own wall clock shows it."""
    return spellings()[variety].moment.format(
        day=say_day(moment.date(), variety), hour=say_hour(moment)
    )


def read(path: Path = LEXICON) -> dict[str, Spelling]:
    """Read the spelling of each variety.

    Raises:
        DataError: A variety, a word or a frame is missing.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {variety: _spelling(path, variety, content.get(variety) or {}) for variety in VARIETIES}


@lru_cache(maxsize=1)
def spellings() -> dict[str, Spelling]:
    """Return the project's own spellings, read once."""
    return read()


def _spelling(path: Path, variety: str, entry: dict[str, object]) -> Spelling:
    def words(key: str, count: int) -> tuple[str, ...]:
        names = entry.get(key)
        if not isinstance(names, list) or len(names) != count:
            raise DataError(path, f"{variety}.{key}", f"{count} names are expected")
        return tuple(str(name) for name in names)

    def frame(key: str, *fields: str) -> str:
        text = entry.get(key)
        if not isinstance(text, str) or any(f"{{{field}}}" not in text for field in fields):
            raise DataError(
                path, f"{variety}.{key}", f"a frame with {', '.join(fields)} is expected"
            )
        return text

    return Spelling(
        weekdays=words("weekdays", 7),
        months=words("months", 12),
        first=frame("first"),
        day=frame("day", "weekday", "day", "month"),
        day_with_year=frame("day_with_year", "weekday", "day", "month", "year"),
        short_day=frame("short_day", "weekday", "day", "month"),
        moment=frame("moment", "day", "hour"),
    )
