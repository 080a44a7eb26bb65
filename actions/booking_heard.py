"""What a message says about an appointment, whatever intent it was taken for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from actions.booking_doubt import doubt_in
from bot import clock
from bot.appointments.booking_words import changes_mind, is_not_meant, tells_of_guardian, times_in
from bot.appointments.yes_no import says_stop, yes_or_no
from bot.understanding.normalise import normalise

# Intents whose details belong to the booking; with another one the message must be little more
# than the answer to be taken for it.
OURS = frozenset(
    {"book_appointment", "reschedule_appointment", "inform", "affirm", "deny", "nlu_fallback"}
)
_DETAILS = frozenset({"center", "city", "service", "datetime", "change", "program"})
_FREE_WORDS = 3  # words beside the details that an answer may have
_SHORT = 5  # words
_NUMBER = re.compile(r"^(?:[^\W\d]+ ){0,2}(\d{1,2})$")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Heard:
    """Details of one message.

    Attributes:
        intent: What the classifier took it for.
        centers: Ids of the centres that were named.
        cities: Canonical cities.
        services: Ids of the subjects.
        day: A day, or ``None``.
        hour: An hour, or ``None``.
        part: Part of day without an hour, or ``None``.
        hour_only: Whether the day is only where the hour next comes round.
        yes: True for a yes, False for a no, ``None`` for neither.
        stop: Whether it says nothing but to stop.
        change: What a button asks to change: a slot's short name, or ``None``.
        number: A bare number, or ``None``.
        text: What was typed, folded.
        is_question: Whether it ends in a question mark.
        is_answer: Whether the message is little more than its details.
        guardian: Whether it tells that a minor comes, with somebody.
        doubt: Why its day or hour can be read in two ways, or ``None``.
        changes: Whether it takes back something said before.
        times: Times that are no day and no hour, such as ``next_week``.
    """

    intent: str
    centers: tuple[str, ...]
    cities: tuple[str, ...]
    services: tuple[str, ...]
    day: date | None
    hour: time | None
    part: str | None
    hour_only: bool
    yes: bool | None
    stop: bool
    change: str | None
    number: int | None
    text: str
    is_question: bool
    is_answer: bool
    guardian: bool = False
    doubt: str | None = None
    changes: bool = False
    times: frozenset[str] = frozenset()

    @property
    def is_short(self) -> bool:
        """Whether it is a few words and no question."""
        return not self.is_question and len(self.text.split()) <= _SHORT

    @property
    def has_time(self) -> bool:
        """Whether a day or an hour was named."""
        return self.day is not None or self.hour is not None

    @property
    def has_details(self) -> bool:
        """Whether anything of an appointment was named."""
        return self.has_time or bool(self.centers or self.cities or self.services)


def listen(message: Mapping[str, Any]) -> Heard:
    """Return the details of Rasa's ``latest_message``."""
    text = str(message.get("text") or "")
    intent = str((message.get("intent") or {}).get("name") or "")
    entities = [e for e in message.get("entities") or () if not e.get("negated")]
    day, hour, part, hour_only = _when(_meant(text, entities))
    is_button = text.startswith("/")
    said = None if is_button else yes_or_no(text)
    if said is None and intent in {"affirm", "deny"}:
        said = intent == "affirm"
    number = None if is_button else _NUMBER.match(normalise(text))
    return Heard(
        intent=intent,
        centers=_values(entities, "center"),
        cities=_values(entities, "city"),
        services=_values(entities, "service"),
        day=day,
        hour=hour,
        part=part,
        hour_only=hour_only,
        yes=said,
        stop=not is_button and says_stop(text),
        change=next(iter(_values(entities, "change")), None),
        number=int(number.group(1)) if number else None,
        text="" if is_button else normalise(text),
        is_question=_asks(text),
        is_answer=is_button or intent in OURS or _is_answer(text, message.get("entities") or ()),
        guardian=not is_button and tells_of_guardian(text),
        doubt=None if is_button else doubt_in(text, entities),
        changes=not is_button and not _asks(text) and changes_mind(text),
        times=frozenset() if is_button or _asks(text) else times_in(text),
    )


def day_of_month(number: int) -> date | None:
    """Return the next day with this number, today left out."""
    day = clock.today()
    for _ in range(62):
        day += timedelta(days=1)
        if day.day == number:
            return day
    return None


def _values(entities: Sequence[Mapping[str, Any]], name: str) -> tuple[str, ...]:
    found = (str(e["value"]) for e in entities if e.get("entity") == name and e.get("value"))
    return tuple(dict.fromkeys(found))


def _meant(text: str, entities: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the times of a message; of several, not those that are ruled out ("not Thursday")."""
    times = [entity for entity in entities if entity.get("entity") == "datetime"]
    kept = [each for each in times if not is_not_meant(text[: int(each.get("start", 0))])]
    return kept if kept and len(times) > 1 else times


def _when(
    entities: Sequence[Mapping[str, Any]],
) -> tuple[date | None, time | None, str | None, bool]:
    day: date | None = None
    hour: time | None = None
    part: str | None = None
    hour_only = False
    for entity in entities:
        value = str(entity.get("value") or "")
        try:
            moment = clock.parse(value) if "T" in value else None
            its_day = moment.date() if moment else date.fromisoformat(value)
        except ValueError:
            continue
        has_day = bool(entity.get("has_day", True))
        part = part or entity.get("part_of_day")
        if moment is None and not has_day:
            continue  # "in the evening", of no day in particular
        if moment is not None and hour is None:
            hour = moment.time().replace(second=0, microsecond=0, tzinfo=None)
            hour_only = not has_day and day is None
        if day is None or (has_day and hour_only):
            day = its_day
            hour_only = hour_only and not has_day
    return day, hour, part, hour_only


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "\u061f"))


def _is_answer(text: str, entities: Sequence[Mapping[str, Any]]) -> bool:
    if _asks(text):
        return False
    if any(entity.get("entity") not in _DETAILS for entity in entities):
        return False
    rest = list(text)
    for entity in entities:
        for position in range(int(entity.get("start", 0)), int(entity.get("end", 0))):
            rest[position] = " "
    return len(_WORD.findall("".join(rest))) <= _FREE_WORDS


def moment_text(start: datetime) -> str:
    """Return a wall-clock start as a button's payload carries it."""
    return start.strftime("%Y-%m-%dT%H:%M")
