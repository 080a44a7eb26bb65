"""Find the coming days and hours that a message names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot import clock
from bot.understanding.dates.grammar import expressions
from bot.understanding.dates.moment import Expression, Moment
from bot.understanding.dates.resolve import resolve
from bot.understanding.dates.tokens import tokenise

_STANDARD = "ar"
_FOR_A_DAY = "\u0644\u064a\u0648\u0645"  # today in Darija only


def find(text: str, now: datetime | None = None, language: str | None = None) -> list[Moment]:
    """Find the days and hours in a message, in the order of the text.

    A message that names a day and, apart from it, an hour ("demain je suis libre, vers 14h")
    gives two moments, and the hour is that of the day.

    Args:
        text: The message as it was written; only its beginning is read
            (:data:`bot.understanding.dates.tokens.READ_AT_MOST` characters).
        now: An aware moment; the program's clock by default.
        language: The variety of the message, where known; it decides whether "tnin 10" is rather
            an hour (Darija) or a date.

    Returns:
        Moments that are not over, with offsets into ``text``; none of them overlap.
    """
    moment_now = (now or clock.now()).astimezone(clock.ZONE)
    darija = language is not None and language.startswith("ary")
    said = _share_the_day(expressions(text, tokenise(text)))
    if language == _STANDARD:
        said = [each for each in said if text[each.start : each.end] != _FOR_A_DAY]
    resolved = (resolve(expression, moment_now, darija) for expression in said)
    return [moment for moment in resolved if moment is not None]


def _share_the_day(said: list[Expression]) -> list[Expression]:
    """Give an hour without a day the day named before it, or the only one named after."""
    days = [each.day for each in said if each.day is not None]
    shared = []
    for index, each in enumerate(said):
        day = each.day
        if day is None and each.time is not None and each.time.minutes_later is None:
            before = [other.day for other in said[:index] if other.day is not None]
            day = before[-1] if before else (days[0] if len(days) == 1 else None)
        shared.append(replace(each, day=day))
    return shared
