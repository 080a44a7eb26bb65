"""What a date expression says, before and after it is resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """A coming day or minute that a student named.

    Attributes:
        value: ISO 8601; ``YYYY-MM-DD`` for a day, with the Casablanca offset for a minute.
        grain: ``day`` or ``minute``.
        part_of_day: ``morning``, ``afternoon`` or ``evening`` when it was said.
        ambiguous: Why the dialogue should ask back, or nothing: ``half_of_day`` (a bare hour from
            1 to 7), ``prayer`` (after Friday prayer), ``weekday`` (weekday and date disagree; the
            date was taken), ``past`` (the hour named is over; the day was kept), ``part_of_day``
            (no day was named), ``midnight`` (which of the two nights).
        has_day: A day was said, here or elsewhere in the message.
        has_time: An hour was said.
        start: Offset of the first character in the text as it was written.
        end: Offset after the last one.
    """

    value: str
    grain: str
    part_of_day: str | None
    ambiguous: str | None
    has_day: bool
    has_time: bool
    start: int
    end: int


@dataclass(frozen=True)
class Day:
    """A day as it was said. One of the ways of saying it is filled in.

    Attributes:
        offset: Days from today.
        months: Months from today.
        weekday: Monday is 0.
        weeks_later: Weeks after the next such weekday ("mardi en huit").
        week: ``this`` or ``next`` calendar week, for the weekday.
        number: Day of the month.
        month: 1 to 12.
        year: Four digits.
        months_later: Months after this one, for the day of the month.
        after_prayer: After the Friday prayer, or another prayer of that day.
        after_weekday: The number follows a weekday without more, so it may be an hour.
    """

    offset: int | None = None
    months: int | None = None
    weekday: int | None = None
    weeks_later: int = 0
    week: str | None = None
    number: int | None = None
    month: int | None = None
    year: int | None = None
    months_later: int = 0
    after_prayer: bool = False
    after_weekday: bool = False


@dataclass(frozen=True)
class Time:
    """An hour as it was said.

    Attributes:
        hour: 0 to 23, not yet moved into the afternoon.
        minute: 0 to 59, or negative for minutes before the hour.
        exact: Written on the 24-hour clock beyond doubt ("03:00", "midi").
        sure: Marked as an hour; otherwise it is one beside a day or a part of day only.
        bare: A number with no mark at all.
        minutes_later: Minutes from now instead ("dans 2 heures").
    """

    hour: int = 0
    minute: int = 0
    exact: bool = False
    sure: bool = False
    bare: bool = False
    minutes_later: int | None = None


@dataclass(frozen=True)
class Expression:
    """A day, an hour, a part of day or several of them, said in one breath."""

    day: Day | None
    time: Time | None
    part: str | None
    start: int
    end: int
