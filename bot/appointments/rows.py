"""An appointment as a row of its table: made, changed, read again; within a transaction."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot import clock
from bot.appointments.appointment import BOOKED, Appointment, Wanted, from_row, wall_text
from bot.appointments.tables import appointments
from bot.errors import NoSuchAppointment


def insert(connection: Connection, wanted: Wanted, counsellor: str, place: int) -> str:
    """Make a row and return its id.

    Args:
        connection: The transaction.
        wanted: What is asked.
        counsellor: Who takes it.
        place: Which of the student's open places it takes.
    """
    id_ = uuid4().hex
    now = clock.now()
    connection.execute(
        sa.insert(appointments).values(
            id=id_,
            code=str(100_000 + secrets.randbelow(900_000)),
            secret=secrets.token_urlsafe(24),
            student=wanted.student,
            place=place,
            status=BOOKED,
            sequence=0,
            created_at=now,
            updated_at=now,
            **_asked(wanted, counsellor),
        )
    )
    return id_


def update(
    connection: Connection, appointment: Appointment, wanted: Wanted, counsellor: str
) -> None:
    """Change an open appointment to what is asked now.

    Raises:
        NoSuchAppointment: It was cancelled or is over.
    """
    changed = connection.execute(
        sa.update(appointments)
        .where(
            appointments.c.id == appointment.id,
            appointments.c.status == BOOKED,
            appointments.c.starts > wall_text(clock.now()),
        )
        .values(
            sequence=appointments.c.sequence + 1,
            updated_at=clock.now(),
            **_asked(wanted, counsellor),
        )
    )
    if not changed.rowcount:
        raise NoSuchAppointment(appointment.code)


def first(connection: Connection, condition: object) -> Appointment | None:
    """Return an appointment that meets the condition, or ``None``."""
    row = connection.execute(sa.select(appointments).where(condition)).mappings().first()
    return None if row is None else from_row(row)


def by_id(connection: Connection, id_: str) -> Appointment:
    """Return the appointment of an id.

    Raises:
        NoSuchAppointment: There is none.
    """
    appointment = first(connection, appointments.c.id == id_)
    if appointment is None:
        raise NoSuchAppointment(id_)
    return appointment


def _asked(wanted: Wanted, counsellor: str) -> dict[str, Any]:
    return {
        "request": wanted.request,
        "center": wanted.center,
        "counsellor": counsellor,
        "service": wanted.service,
        "starts": wall_text(wanted.start),
        "zone": clock.ZONE.key,
        "minutes": wanted.minutes,
        "variety": wanted.variety,
        "guardian": wanted.guardian,
    }
