"""An appointment as it stands in the database, and what is asked for a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

BOOKED = "booked"
CANCELLED = "cancelled"
CAME = "came"
MISSED = "missed"
OUTCOMES = (CAME, MISSED)


@dataclass(frozen=True)
class Wanted:
    """What a student asks for.

    Attributes:
        student: The sender's id.
        center: Id of the centre.
        service: Id of the subject.
        start: Wall-clock time.
        minutes: Length.
        request: Names this one request, so that a repeated message books once.
        variety: Variety to write to the student in.
        guardian: Whether somebody comes along with a minor.
    """

    student: str
    center: str
    service: str
    start: datetime
    minutes: int
    request: str
    variety: str
    guardian: bool = False


@dataclass(frozen=True)
class Appointment:
    """An appointment.

    Attributes:
        id: Stable for ever; the UID of calendars.
        code: Six digits that are easy to say over the phone.
        secret: Names the calendar file on the web.
        request: The request that made or last moved it.
        student: The sender's id.
        center: Id of the centre.
        counsellor: Id of the counsellor.
        service: Id of the subject.
        start: Wall-clock time in ``zone``.
        zone: IANA name.
        minutes: Length.
        status: ``booked``, ``cancelled``, ``came`` or ``missed``.
        sequence: Grows with each change; SEQUENCE of calendars.
        variety: Variety to write to the student in.
        guardian: Whether somebody comes along with a minor.
        email: Where calendar files are sent, or ``None``.
        updated_at: The moment of the last change.
    """

    id: str
    code: str
    secret: str
    request: str
    student: str
    center: str
    counsellor: str
    service: str
    start: datetime
    zone: str
    minutes: int
    status: str
    sequence: int
    variety: str
    guardian: bool
    email: str | None
    updated_at: datetime

    @property
    def begins(self) -> datetime:
        """The aware start, by the zone's rules as they are known today."""
        return self.start.replace(tzinfo=ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        """The aware end, on the same wall clock."""
        return (self.start + timedelta(minutes=self.minutes)).replace(tzinfo=ZoneInfo(self.zone))

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.status == BOOKED


def wall_text(wall: datetime) -> str:
    """Return a wall-clock time as the database keeps it; order of text is order of time."""
    return wall.strftime("%Y-%m-%dT%H:%M")


def from_row(row: Mapping[str, Any]) -> Appointment:
    """Return the appointment of a database row."""
    fields = {name: row[name] for name in Appointment.__dataclass_fields__ if name != "start"}
    return Appointment(**fields, start=datetime.fromisoformat(row["starts"]))
