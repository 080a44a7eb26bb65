"""Moments as feeds write them: absolute and relative, in French, Arabic and English."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot import clock
from bot.offers.phrases import words_of
from bot.offers.vocabulary import read

_ISO = re.compile(
    r"^(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$"
)
_NUMBERS = re.compile(r"\b(\d{1,4})[./\-](\d{1,2})[./\-](\d{2,4})\b")
_HOUR = re.compile(r"\b(\d{1,2})[:hH](\d{2})\b")
_AMOUNT = re.compile(r"^(\d+)([a-z]+)?$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?(?:\.\d+)?$")


def parse(text: str, now: datetime, *, day_first: bool = True) -> datetime | None:
    """Return the moment that a text means, or ``None``.

    Args:
        text: Such as ``24.12.2024``, ``Il y a 3 jours``, ``30+ days ago``, ``12 دجنبر 2024``.
        now: What relative texts count from.
        day_first: Whether ``03/04/2025`` is in April.
    """
    text = text.strip()
    if not text or len(text) > 80:
        return None
    return (
        _iso(text) or _epoch(text) or _numbers(text, day_first) or _mail(text) or _words(text, now)
    )


def months() -> Collection[str]:
    """Return the folded names of the months."""
    return _names()["months"]


def end_of(moment: datetime) -> datetime:
    """Return the last second of the day when no hour was given: a last day is a whole one."""
    if (moment.hour, moment.minute) == (0, 0):
        return moment.replace(hour=23, minute=59, second=59)
    return moment


def _iso(text: str) -> datetime | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    made = _moment(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    if made is None or zone is None:
        return made
    naive = made.replace(tzinfo=None, second=int(second or 0))
    offset = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return clock.parse(naive.isoformat() + offset)


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.match(text):
        return None
    seconds = float(text)
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, clock.ZONE)


def _numbers(text: str, day_first: bool) -> datetime | None:
    match = _NUMBERS.search(text)
    if not match:
        return None
    first, second, third = (int(part) for part in match.groups())
    if len(match.group(1)) == 4:
        year, month, day = first, second, third
    else:
        day, month, year = (first, second, third) if day_first else (second, first, third)
        if month > 12 >= day:
            day, month = month, day
        year += 2000 if year < 100 else 0
    return _moment(year, month, day, *_hour(text))


def _mail(text: str) -> datetime | None:
    if "," not in text and ":" not in text:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return moment.astimezone(clock.ZONE) if moment.tzinfo else moment.replace(tzinfo=clock.ZONE)


def _words(text: str, now: datetime) -> datetime | None:
    words = words_of(text.replace("'", " ").replace("’", " "))
    joined = f" {' '.join(words)} "
    names = _names()
    for key, days in (("before_yesterday", 2), ("yesterday", 1), ("today", 0)):
        if any(f" {name} " in joined for name in names[key]):
            return _start(now.date() - timedelta(days=days), text)
    for position, word in enumerate(words):
        amount = _AMOUNT.match(word)
        if not amount:
            continue
        number = int(amount.group(1))
        unit = amount.group(2) or next(iter(words[position + 1 : position + 3]), "")
        if unit == "plus":
            unit = next(iter(words[position + 2 : position + 3]), "")
        if unit in names["months"]:
            year = next((int(w) for w in words if re.fullmatch(r"20\d\d", w)), None)
            return _named(number, int(names["months"][unit]), year, now, text)
        if unit in names["units"]:
            return _start(now.date() - timedelta(days=number * names["units"][unit]), text, False)
    return _without_number(words, joined, now, text)


def _without_number(words: Sequence[str], joined: str, now: datetime, text: str) -> datetime | None:
    names = _names()
    for position, word in enumerate(words):
        if word in names["duals"]:
            return _start(now.date() - timedelta(days=names["duals"][word]), text)
        # American order: "December 24, 2024"
        if word in names["months"] and words[position + 1 : position + 2]:
            day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", words[position + 1])
            year = next((int(w) for w in words if re.fullmatch(r"20\d\d", w)), None)
            if day:
                return _named(int(day.group(1)), int(names["months"][word]), year, now, text)
        if (
            len(word) > 1
            and word in names["units"]
            and any(f" {ago} " in joined for ago in names["ago"])
        ):
            return _start(now.date() - timedelta(days=names["units"][word]), text)
    return None


def _named(day: int, month: int, year: int | None, now: datetime, text: str) -> datetime | None:
    if year is None:
        # A day without a year that is far ahead was last year's.
        year = now.year if (month, day) <= ((now + timedelta(days=120)).month, 31) else now.year - 1
    return _moment(year, month, day, *_hour(text))


def _start(day: date, text: str, with_hour: bool = True) -> datetime:
    hour, minute = _hour(text) if with_hour else (0, 0)
    return datetime.combine(day, time(hour, minute), clock.ZONE)


def _hour(text: str) -> tuple[int, int]:
    match = _HOUR.search(text)
    if not match or int(match.group(1)) > 23 or int(match.group(2)) > 59:
        return 0, 0
    return int(match.group(1)), int(match.group(2))


def _moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime | None:
    if not 1990 <= year <= 2100:
        return None
    try:
        return datetime(year, month, day, hour, minute, tzinfo=clock.ZONE)
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, int]]:
    content = read("dates")

    def key(name: object) -> str:
        return " ".join(words_of(str(name).replace("'", " ")))

    names: dict[str, dict[str, int]] = {
        each: {key(name): 0 for name in content[each]}
        for each in ("today", "yesterday", "before_yesterday", "ago")
    }
    names["months"] = {
        key(name): int(month) for month, listed in content["months"].items() for name in listed
    }
    names["units"] = {
        key(name): int(unit["days"]) for unit in content["units"].values() for name in unit["words"]
    }
    names["duals"] = {key(name): int(days) for name, days in content["duals"].items()}
    return names
