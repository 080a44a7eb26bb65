"""When an agenda offers appointments; pure, bookings are not looked at here.

Wall-clock time throughout: a naive ``datetime`` is what the clock on the centre's wall shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import Enum

from bot.appointments.agenda import Agenda, Counsellor, Span
from bot.appointments.holidays import Holiday, Holidays, holidays, in_ramadan
from bot.clock import ZONE


class Refusal(str, Enum):
    """Why a time is not offered."""

    PAST = "past"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    HOLIDAY = "holiday"
    CLOSED = "closed"  # closure, leave, or a weekday without hours
    OUTSIDE = "outside"  # the day has hours, but not this one
    NO_SERVICE = "no_service"


@dataclass(frozen=True)
class Slot:
    """A possible appointment.

    Attributes:
        counsellor: Id.
        start: Wall-clock time.
        minutes: Length.
    """

    counsellor: str
    start: datetime
    minutes: int


class Calendar:
    """Answers from one agenda.

    Args:
        agenda: The agenda.
        known_holidays: Holidays; the project's own unless given.
    """

    def __init__(self, agenda: Agenda, known_holidays: Holidays | None = None) -> None:
        self.agenda = agenda
        self._holidays = known_holidays or holidays()

    def holiday(self, day: date) -> Holiday | None:
        """Return the public holiday of a day, or ``None``."""
        return self._holidays.on(day, self.agenda.confirmed_days)

    def openings(self, counsellor: Counsellor, day: date) -> list[Span]:
        """Return when a counsellor receives on a day, breaks taken out."""
        if self.holiday(day) or any(
            absence.covers(day, counsellor.center)
            for absence in (*self.agenda.closures, *counsellor.leave)
        ):
            return []
        ramadan = in_ramadan(day, self.agenda.confirmed_days)
        week = counsellor.ramadan_hours if ramadan else counsellor.hours
        openings = list(week.get(day.weekday(), ()))
        for pause in self.agenda.breaks.get(day.weekday(), ()):
            openings = [rest for opening in openings for rest in _without(opening, pause)]
        return openings

    def slots(self, counsellor: Counsellor, service: str, day: date) -> Iterator[Slot]:
        """Yield the appointments of a service that fit a counsellor's day, in order."""
        minutes = self.agenda.minutes[service]
        step = timedelta(minutes=self.agenda.rules.step_minutes)
        for opens, closes in self.openings(counsellor, day):
            start = datetime.combine(day, opens)
            while start + timedelta(minutes=minutes) <= datetime.combine(day, closes):
                if exists_once(start):
                    yield Slot(counsellor.id, start, minutes)
                start += step

    def bookable(self, start: datetime, now: datetime) -> Refusal | None:
        """Return why the rules of notice and horizon refuse a start, or ``None``.

        Args:
            start: Wall-clock time.
            now: The present moment, aware.
        """
        moment = aware(start)
        if moment <= now:
            return Refusal.PAST
        if moment < now + timedelta(minutes=self.agenda.rules.notice_minutes):
            return Refusal.TOO_SOON
        if (start.date() - now.astimezone(ZONE).date()).days > self.agenda.rules.horizon_days:
            return Refusal.TOO_FAR
        return None

    def refusal(self, center: str, service: str, start: datetime, now: datetime) -> Refusal | None:
        """Return why nobody receives for a service at a start, or ``None`` when somebody does."""
        counsellors = self.agenda.at(center, service)
        if not counsellors:
            return Refusal.NO_SERVICE
        refused = self.bookable(start, now)
        if refused:
            return refused
        if self.holiday(start.date()):
            return Refusal.HOLIDAY
        if not any(self.openings(each, start.date()) for each in counsellors):
            return Refusal.CLOSED
        offered = (
            slot.start for each in counsellors for slot in self.slots(each, service, start.date())
        )
        return None if start in offered else Refusal.OUTSIDE


def aware(wall: datetime) -> datetime:
    """Return the moment at which the wall clock in Casablanca shows a time."""
    return wall.replace(tzinfo=ZONE)


def exists_once(wall: datetime) -> bool:
    """Whether the wall clock shows a time exactly once: neither skipped nor repeated."""
    first = wall.replace(tzinfo=ZONE, fold=0)
    second = wall.replace(tzinfo=ZONE, fold=1)
    return first.utcoffset() == second.utcoffset() and first.astimezone(timezone.utc).astimezone(
        ZONE
    ).replace(tzinfo=None) == wall.replace(fold=0)


def _without(opening: Span, pause: Span) -> list[Span]:
    (opens, closes), (begins, ends) = opening, pause
    if ends <= opens or closes <= begins:
        return [opening]
    parts: list[tuple[time, time]] = []
    if opens < begins:
        parts.append((opens, begins))
    if ends < closes:
        parts.append((ends, closes))
    return parts
