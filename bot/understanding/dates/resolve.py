"""From what was said to a coming day or minute in Casablanca."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from bot.clock import ZONE
from bot.understanding.dates.moment import Day, Expression, Moment, Time

_PART_ENDS = {"morning": 12, "afternoon": 19, "evening": 24, "night": 24}
_LEAP_CYCLE = 9  # years until the next 29 February, at most


@dataclass(frozen=True)
class _Wall:
    """An hour on the wall, perhaps of the day after."""

    hour: int
    minute: int
    days_later: int = 0


def resolve(said: Expression, now: datetime, darija: bool) -> Moment | None:
    """Resolve an expression forward from now.

    Args:
        said: The expression.
        now: An aware moment in Casablanca.
        darija: In Darija a number after a weekday is rather an hour, in French rather a date.

    Returns:
        The moment; nothing when it is over or no such day exists.
    """
    if said.time is not None and said.time.minutes_later is not None:
        later = now.astimezone(timezone.utc) + timedelta(minutes=said.time.minutes_later)
        return _minute(said, later.astimezone(ZONE), None, has_day=True)
    day, time, reason = said.day, said.time, None
    today = now.date()
    if day is not None and time is None and day.after_weekday and day.number is not None:
        day, time = _date_or_hour(day, today, darija)
    if day is None:
        return _without_day(said, time, now)
    on = _day(day, today)
    if on is None or (on == today and time is None and _is_over(said.part, now)):
        return None
    if day.after_prayer:
        reason = "prayer"
    elif day.weekday is not None and day.number is not None and on.weekday() != day.weekday:
        reason = "weekday"
    part = "afternoon" if day.after_prayer else said.part
    if time is None:
        return _whole_day(said, on, part, reason)
    wall, doubt = _wall(time, part)
    moment = _at(on, wall)
    if moment <= now and on == today and time.hour < 12 and part != "morning" and not time.exact:
        moment, doubt = moment + timedelta(hours=12), "half_of_day"
    if moment <= now and on == today and wall.hour == 0 and time.hour in (0, 12):
        moment, doubt = _at(on, _Wall(0, wall.minute, 1)), None
    elif wall.hour == 0 and wall.days_later == 0:
        doubt = "midnight"
    if moment <= now:
        return _whole_day(said, on, part, "past")
    return _minute(said, moment, reason or doubt, has_day=True)


def _date_or_hour(day: Day, today: date, darija: bool) -> tuple[Day, Time | None]:
    """Decide on "tnin 10": the date when the weekday agrees, else what the language prefers."""
    number = day.number or 0
    on = _day(day, today)
    agrees = on is not None and on.weekday() == day.weekday
    if darija and not agrees and 1 <= number <= 18:
        return Day(weekday=day.weekday), Time(number, exact=number > 12)
    return day, None


def _without_day(said: Expression, time: Time | None, now: datetime) -> Moment | None:
    """Take the next such hour, or the next such part of a day."""
    today = now.date()
    if time is None:
        on = today + timedelta(days=1) if _is_over(said.part, now) else today
        return _whole_day(said, on, said.part, "part_of_day", has_day=False)
    wall, doubt = _wall(time, said.part)
    for days in range(3):
        moment = _at(today + timedelta(days=days), wall)
        if moment > now:
            return _minute(said, moment, doubt, has_day=False)
    return None


def _is_over(part: str | None, now: datetime) -> bool:
    return part is not None and now.hour >= _PART_ENDS[part]


def _wall(time: Time, part: str | None) -> tuple[_Wall, str | None]:
    """Put a spoken hour on the 24-hour clock.

    A bare hour from 1 to 6 is in the afternoon, for nothing is open at night; it is marked so
    that the dialogue says it back.
    """
    hour, doubt = time.hour, None
    if part == "morning" or time.exact:
        pass
    elif part in {"evening", "night"} and hour == 12:
        hour = 0 if time.minute >= 0 else 24
    elif part == "night":
        hour = hour + 12 if 5 <= hour < 12 else hour
    elif part == "evening":
        hour = hour + 12 if hour < 12 else hour
    elif part == "afternoon":
        hour = hour + 12 if 1 <= hour < 11 else hour
    elif 1 <= hour <= 6:
        hour, doubt = hour + 12, "half_of_day"
    elif hour == 7:
        doubt = "half_of_day"
    minutes = hour * 60 + time.minute
    return _Wall(minutes // 60 % 24, minutes % 60, minutes // 1440), doubt


def _at(on: date, wall: _Wall) -> datetime:
    """Return the moment, moved on where the clock skips an hour after Ramadan."""
    on += timedelta(days=wall.days_later)
    local = datetime(on.year, on.month, on.day, wall.hour, wall.minute, tzinfo=ZONE)
    return local.astimezone(timezone.utc).astimezone(ZONE)


def _day(day: Day, today: date) -> date | None:  # noqa: PLR0911  one return a way of saying it
    """Return the coming day that was said, or nothing when there is none."""
    if day.offset is not None:
        return today + timedelta(days=day.offset)
    if day.months is not None:
        return _months_on(today, day.months)
    if day.number is not None:
        return _of_month(day, day.number, today)
    if day.weekday is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if day.week == "next":
        return monday + timedelta(days=7 + day.weekday)
    in_this_week = monday + timedelta(days=day.weekday)
    if day.week == "this" and in_this_week >= today:
        return in_this_week
    ahead = (day.weekday - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead + 7 * day.weeks_later)


def _months_on(today: date, months: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))


def _of_month(day: Day, number: int, today: date) -> date | None:
    """Return the next day with this number, in the month or year that was said if one was."""
    if day.month is not None:
        years = (
            [day.year]
            if day.year is not None
            else list(range(today.year, today.year + _LEAP_CYCLE))
        )
        days = (_existing(year, day.month, number) for year in years)
    else:
        first = today.year * 12 + today.month - 1 + day.months_later
        months = range(first, first + (1 if day.months_later else 3))
        days = (_existing(month // 12, month % 12 + 1, number) for month in months)
    return next((on for on in days if on is not None and on >= today), None)


def _existing(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _whole_day(
    said: Expression, on: date, part: str | None, reason: str | None, has_day: bool = True
) -> Moment:
    part = _spoken(part)
    return Moment(on.isoformat(), "day", part, reason, has_day, False, said.start, said.end)


def _minute(said: Expression, moment: datetime, reason: str | None, has_day: bool) -> Moment:
    value = moment.replace(second=0, microsecond=0).isoformat()
    part = _spoken(said.part)
    return Moment(value, "minute", part, reason, has_day, True, said.start, said.end)


def _spoken(part: str | None) -> str | None:
    return "evening" if part == "night" else part
