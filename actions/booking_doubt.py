"""A day or an hour that can be read in two ways: asked back, with both as buttons.

Which readings there are depends on the agenda, so the reason is kept until centre and subject are
known. With fewer than two readings that can be had nothing is asked: the summary says the whole
date and hour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from actions.booking_draft import Draft
from bot import clock
from bot.appointments.desk import Desk
from bot.understanding.dates.lexicon import key, lexicon

WEEKDAY, PRAYER, HALF = "weekday", "prayer", "half_of_day"
_WORD = re.compile(r"[^\W_]+")
_AFTER_PRAYER = 13  # hour; the Friday prayer is over by then all the year


def doubt_in(text: str, entities: Sequence[Mapping[str, Any]]) -> str | None:
    """Return why the time of a message is in doubt: a reason, ``weekday:0`` with the weekday.

    Args:
        text: What was typed.
        entities: Its entities, as the date extractor leaves them.
    """
    for entity in entities:
        reason = entity.get("ambiguous")
        if reason in (PRAYER, HALF):
            return str(reason)
        if reason == WEEKDAY:
            weekday = _weekday(text[int(entity.get("start", 0)) : int(entity.get("end", 0))])
            return None if weekday is None else f"{WEEKDAY}:{weekday}"
    return None


def readings(desk: Desk, draft: Draft) -> tuple[str, ...]:
    """Return the two readings that can be had, as ISO days or wall times; else nothing."""
    reason, _, weekday = (draft.doubt or "").partition(":")
    if not draft.center or not draft.service or not draft.day:
        return ()
    found: list[str] = []
    if reason == WEEKDAY:
        days = sorted({draft.day, _nearest(draft.day, int(weekday))})
        found = [each for each in (_on(desk, draft, day) for day in days) if each]
    elif reason == PRAYER and draft.hour is None:
        hours = desk.hours(draft.center, draft.service, draft.day)
        found = [_wall(start) for start in hours if start.hour >= _AFTER_PRAYER][:2]
    elif reason == HALF and draft.start:
        half = timedelta(hours=12 if draft.start.hour < 12 else -12)
        both = sorted((draft.start, draft.start + half))
        offered = [desk.refusal(draft.center, draft.service, start) is None for start in both]
        found = [_wall(start) for start in both] if all(offered) else []
    return tuple(found) if len(found) == 2 else ()


def _on(desk: Desk, draft: Draft, day: date) -> str | None:
    assert draft.center and draft.service
    hours = desk.hours(draft.center, draft.service, day)
    if draft.hour is None:
        return day.isoformat() if hours else None
    start = datetime.combine(day, draft.hour)
    return _wall(start) if start in hours else None


def _nearest(day: date, weekday: int) -> date:
    """Return the coming day of a weekday that is nearest to a day."""
    later = day + timedelta(days=(weekday - day.weekday()) % 7)
    earlier = later - timedelta(days=7)
    return earlier if earlier > clock.today() and day - earlier < later - day else later


def _weekday(text: str) -> int | None:
    known = lexicon()
    for word in _WORD.findall(text):
        for form in known.forms(key(word)):
            sense = known.words.get(form.word, {}).get("weekday")
            if sense is not None:
                return int(sense)
    return None


def _wall(start: datetime) -> str:
    return start.strftime("%Y-%m-%dT%H:%M")
