"""When the appointment is to be: puts the day and the hour that were said into the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from actions.booking_draft import DAY, HOUR, Draft
from actions.booking_heard import Heard, day_of_month
from actions.booking_turn import in_part
from bot import clock
from bot.appointments.appointment import Appointment
from bot.appointments.booking_words import place_in, words
from bot.understanding.dates import find

MORNING = time(9)
_HOURS = 24
_FEMININE = "\u0647"  # as bot/understanding/normalise.py writes the ending
_FEW = 3  # words of an answer that is nothing but an hour or a day


def take_time(
    heard: Heard, draft: Draft, asked: str | None, moved: Callable[[], Appointment | None]
) -> None:
    """Put the time that was said into the draft.

    Args:
        heard: The message.
        draft: What is changed.
        asked: The slot that was asked for.
        moved: Finds the appointment that is to be moved, for "the same hour".
    """
    day, hour = _said(heard, draft, asked)
    if day is None and hour is None:
        day, hour = _same(heard, draft, moved)
    elif hour is None and "same_hour" in heard.times:
        hour = _same(heard, draft, moved)[1]
    if heard.part:
        draft.part = heard.part
        if hour is None and draft.hour and not in_part(_on_any_day(draft.hour), heard.part):
            draft.hour = None
    if day is not None:
        if day != draft.day and hour is None:
            draft.hour = None
        draft.day, draft.wish, draft.since = day, None, None
    if hour is not None:
        draft.hour, draft.wish = hour, None
    if day is not None or hour is not None:
        draft.doubt, draft.either = heard.doubt, ()
    else:
        _take_vague(heard, draft, asked)


def _said(heard: Heard, draft: Draft, asked: str | None) -> tuple[date | None, time | None]:
    day, hour = heard.day, heard.hour
    if draft.either and (day is None or heard.hour_only):
        first = datetime.fromisoformat(draft.either[0]).date() if heard.hour_only else None
        return _one_of_both(heard, draft) or (first, hour)
    if asked in (DAY, HOUR) and heard.hour_only and _is_place(heard):
        placed = _placed(heard, draft.offered)
        if placed:
            return placed
    if heard.hour_only and draft.day is not None:
        return draft.day, hour
    if day is None and hour is None and asked in (DAY, HOUR):
        return _bare(heard, draft, asked)
    return day, hour


def _bare(heard: Heard, draft: Draft, asked: str) -> tuple[date | None, time | None]:
    """Return the day or hour that a bare word or number is only because it was asked for."""
    if heard.number is not None:
        if asked == DAY:
            return day_of_month(heard.number), None
        return (draft.day, time(heard.number)) if heard.number < _HOURS else (None, None)
    if heard.is_question:
        return None, None
    word = _word(heard.text, draft, asked) if len(heard.text.split()) <= _FEW else (None, None)
    # In Arabic "the fourth" in the feminine is four o'clock, in the masculine one of a list.
    is_hour = asked == HOUR and word[1] is not None and heard.text.endswith(_FEMININE)
    placed = None if is_hour else _placed(heard, draft.offered)
    return placed or word


def _placed(heard: Heard, shown: Sequence[str]) -> tuple[date, time | None] | None:
    """Return the reading that a message names by its place among those that were shown."""
    place = place_in(heard.text)
    return _reading(shown[place - 1]) if place and place <= len(shown) else None


def _word(text: str, draft: Draft, asked: str) -> tuple[date | None, time | None]:
    """Return what a few words are when they are read after the word for "at" or "on"."""
    now = clock.now()
    hour_first = asked == HOUR or (draft.wish is not None and draft.day is not None)
    for what in ("hour", "day") if hour_first else ("day", "hour"):
        for variety, before in words().asked[what].items():
            for moment in find(f"{before} {text}", now, variety) if text else ():
                if what == "day" and moment.has_day and not moment.has_time:
                    return date.fromisoformat(moment.value[:10]), None
                if what == "hour" and moment.has_time and not moment.has_day:
                    at = clock.parse(moment.value)
                    hour = at.time().replace(second=0, microsecond=0, tzinfo=None)
                    return draft.day or (draft.wish.date() if draft.wish else at.date()), hour
    return None, None


def _same(
    heard: Heard, draft: Draft, moved: Callable[[], Appointment | None]
) -> tuple[date | None, time | None]:
    old = moved() if draft.moves and heard.times & {"same_hour", "same_day"} else None
    if old is None:
        return None, None
    day = old.start.date() if "same_day" in heard.times else draft.day
    return day, old.start.time() if "same_hour" in heard.times else None


def _take_vague(heard: Heard, draft: Draft, asked: str | None) -> None:
    """A week, or "any day": what to offer, since nothing is said that could be booked."""
    if "next_week" in heard.times:
        today = clock.today()
        draft.since = today + timedelta(days=7 - today.weekday())
        draft.day = draft.hour = draft.wish = None
    elif "this_week" in heard.times:
        draft.since = clock.today()
    if "any_time" not in heard.times:
        return
    if asked == HOUR and draft.day:
        draft.wish = datetime.combine(draft.day, MORNING)
    elif draft.since and draft.since > clock.today():
        draft.wish = datetime.combine(draft.since, MORNING)
    else:
        draft.wish = clock.now().replace(second=0, microsecond=0, tzinfo=None)


def _one_of_both(heard: Heard, draft: Draft) -> tuple[date, time | None] | None:
    """Return the reading that is chosen by its place or its hour, when both were offered."""
    if heard.hour is None or _is_place(heard):
        place = heard.number or place_in(heard.text) or 0
        return _reading(draft.either[place - 1]) if 0 < place <= len(draft.either) else None
    return next((each for each in map(_reading, draft.either) if each[1] == heard.hour), None)


def _is_place(heard: Heard) -> bool:
    """Whether a word is a place in a list, although it could be an hour ("the first")."""
    one_word = len(heard.text.split()) == 1 and not heard.text.endswith(_FEMININE)
    return one_word and place_in(heard.text) is not None


def _reading(reading: str) -> tuple[date, time | None]:
    start = datetime.fromisoformat(reading)
    return start.date(), start.time() if "T" in reading else None


def _on_any_day(hour: time) -> datetime:
    return datetime.combine(clock.today(), hour)
