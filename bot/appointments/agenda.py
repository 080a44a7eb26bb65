"""The agenda of the centres: who is there when, for what, and the rules of booking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Span = tuple[time, time]
Week = Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True)
class Rules:
    """What a student may book.

    Attributes:
        step_minutes: Appointments begin on these steps of an opening.
        notice_minutes: How long before the start booking ends.
        horizon_days: How many days ahead booking begins.
        open_per_student: How many booked appointments still to come a student may have.
    """

    step_minutes: int
    notice_minutes: int
    horizon_days: int
    open_per_student: int


@dataclass(frozen=True)
class Absence:
    """Days off, first and last included.

    Attributes:
        first: First day.
        last: Last day.
        center: The centre that is closed, or ``None`` for all.
    """

    first: date
    last: date
    center: str | None = None

    def covers(self, day: date, center: str) -> bool:
        """Whether a day of a centre is off."""
        return self.first <= day <= self.last and self.center in (None, center)


@dataclass(frozen=True)
class Counsellor:
    """One counsellor.

    Attributes:
        id: Unique in the agenda.
        center: Id of the centre.
        name: What a day's sheet shows, or ``None``; students are not told.
        services: Ids of what they do.
        hours: Openings by weekday, Monday 0.
        ramadan_hours: The same in Ramadan.
        leave: Days off.
    """

    id: str
    center: str
    name: str | None
    services: frozenset[str]
    hours: Week
    ramadan_hours: Week
    leave: tuple[Absence, ...] = ()


@dataclass(frozen=True)
class Agenda:
    """Everything an operator writes about when one can come.

    Attributes:
        demo: Whether no centre has confirmed it.
        rules: The rules of booking.
        minutes: Length of an appointment by service id.
        breaks: Time without appointments by weekday, whatever the hours say.
        closures: Closed days.
        confirmed_days: Announced days of religious holidays and of Ramadan.
        counsellors: By id.
    """

    demo: bool
    rules: Rules
    minutes: Mapping[str, int]
    breaks: Week
    closures: tuple[Absence, ...]
    confirmed_days: Mapping[str, tuple[date, ...]]
    counsellors: Mapping[str, Counsellor]

    def at(self, center: str, service: str) -> list[Counsellor]:
        """Return who does a service at a centre."""
        return [
            each
            for each in self.counsellors.values()
            if each.center == center and service in each.services
        ]

    def services_at(self, center: str) -> list[str]:
        """Return the services that somebody does at a centre, in the order of the agenda."""
        return [service for service in self.minutes if self.at(center, service)]
