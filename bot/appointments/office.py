"""What a centre does with its appointments: lists, sheets, changes that the student is told of."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import StringIO
from uuid import uuid4

import sqlalchemy as sa

from bot import clock
from bot.appointments import reminders
from bot.appointments.appointment import (
    BOOKED,
    CANCELLED,
    OUTCOMES,
    Appointment,
    Wanted,
    wall_text,
)
from bot.appointments.desk import Desk
from bot.appointments.tables import appointments
from bot.errors import NoSuchAppointment
from bot.memory.database import writing

COLUMNS = ("code", "date", "hour", "minutes", "center", "counsellor", "service", "status")


def listed(desk: Desk, day: date | None, center: str | None, all_: bool) -> list[Appointment]:
    """Return appointments by time.

    Args:
        desk: Where they stand.
        day: One day; all days when ``None``.
        center: One centre; all centres when ``None``.
        all_: Cancelled and past outcomes as well.
    """
    conditions: list[object] = []
    if day:
        next_day = day + timedelta(days=1)
        conditions += [
            appointments.c.starts >= day.isoformat(),
            appointments.c.starts < next_day.isoformat(),
        ]
    if center:
        conditions.append(appointments.c.center == center)
    if not all_:
        conditions.append(appointments.c.status == BOOKED)
    return desk.lookup.all(*conditions)


def table(found: Iterable[Appointment]) -> str:
    """Return appointments as CSV, without anything about the student."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in found:
        writer.writerow(
            [
                each.code,
                each.start.date().isoformat(),
                f"{each.start:%H:%M}",
                each.minutes,
                each.center,
                each.counsellor,
                each.service,
                each.status,
            ]
        )
    return text.getvalue()


def sheet(desk: Desk, day: date, center: str) -> str:
    """Return the day's sheet of a centre, a counsellor after the other, to be printed."""
    found = [each for each in listed(desk, day, center, True) if each.status != CANCELLED]
    lines = [f"{center}  {day:%Y-%m-%d}"]
    for counsellor in sorted({each.counsellor for each in found}):
        person = desk.agenda.counsellors.get(counsellor)
        lines += ["", person.name if person and person.name else counsellor]
        for each in found:
            if each.counsellor == counsellor:
                end = each.start + timedelta(minutes=each.minutes)
                came = {"came": "x", "missed": "-"}.get(each.status, " ")
                what = f"{each.service}  minor" if each.guardian else each.service
                lines.append(f"  {each.start:%H:%M}-{end:%H:%M}  [{came}]  {each.code}  {what}")
    if not found:
        lines += ["", "no appointments"]
    return "\n".join(lines)


def find(desk: Desk, code: str) -> Appointment:
    """Return the appointment of a code.

    Raises:
        NoSuchAppointment: There is none.
    """
    found = desk.lookup.by_code(code)
    if found is None:
        raise NoSuchAppointment(f"no appointment has the code {code}")
    return found


def cancel(desk: Desk, code: str) -> Appointment:
    """Cancel on behalf of the centre and tell the student."""
    cancelled = desk.cancel(find(desk, code))
    with writing(desk.engine) as connection:
        reminders.notice(connection, cancelled, "utter_appointment_cancelled_by_center")
    return cancelled


def move(desk: Desk, code: str, start: datetime) -> Appointment:
    """Move on behalf of the centre and tell the student.

    Raises:
        NotOffered: The calendar does not offer the time.
        SlotTaken: Nobody is free then.
    """
    old = find(desk, code)
    wanted = Wanted(
        student=old.student,
        center=old.center,
        service=old.service,
        start=start,
        minutes=desk.minutes(old.service),
        request=uuid4().hex,
        variety=old.variety,
        guardian=old.guardian,
    )
    moved = desk.move(old, wanted)
    with writing(desk.engine) as connection:
        reminders.notice(connection, moved, "utter_appointment_moved_by_center")
    return moved


def note_outcome(desk: Desk, code: str, outcome: str) -> Appointment:
    """Note what became of an appointment: ``came`` or ``missed``.

    Raises:
        NoSuchAppointment: There is none with that code, or it was cancelled.
    """
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    appointment = find(desk, code)
    with writing(desk.engine) as connection:
        changed = connection.execute(
            sa.update(appointments)
            .where(appointments.c.id == appointment.id, appointments.c.status != CANCELLED)
            .values(status=outcome, place=None, updated_at=clock.now())
        )
        if not changed.rowcount:
            raise NoSuchAppointment(appointment.code)
    return replace(appointment, status=outcome)


def block(
    desk: Desk, counsellor: str, first: datetime, last: datetime, reason: str
) -> list[Appointment]:
    """Take time out of what is offered; return the appointments that stand in it already."""
    if counsellor not in desk.agenda.counsellors:
        raise NoSuchAppointment(f"{counsellor!r} is not in the agenda")
    desk.agendas.block(counsellor, first, last, reason)
    touched = desk.lookup.all(
        appointments.c.counsellor == counsellor,
        appointments.c.status == BOOKED,
        appointments.c.starts < wall_text(last),
    )
    return [each for each in touched if each.start + timedelta(minutes=each.minutes) > first]
