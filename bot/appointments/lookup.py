"""Finding appointments: by code, calendar link, request or student."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.appointments import rows
from bot.appointments.appointment import BOOKED, Appointment, from_row, wall_text
from bot.appointments.tables import appointments
from bot.memory.database import reading


class Lookup:
    """Reads what is booked.

    Args:
        engine: The database; its tables exist.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open_of(self, student: str) -> list[Appointment]:
        """Return a student's appointments still to come, the next first."""
        return self.all(
            appointments.c.student == student,
            appointments.c.status == BOOKED,
            appointments.c.starts > wall_text(clock.now()),
        )

    def by_code(self, code: str) -> Appointment | None:
        """Return the appointment of a code, or ``None``."""
        return self._first(appointments.c.code == code)

    def by_secret(self, secret: str) -> Appointment | None:
        """Return the appointment of a calendar link, or ``None``."""
        return self._first(appointments.c.secret == secret)

    def by_request(self, request: str) -> Appointment | None:
        """Return what a request has made, or ``None``."""
        return self._first(appointments.c.request == request)

    def all(self, *conditions: object) -> list[Appointment]:
        """Return the appointments that meet all conditions, by time."""
        query = sa.select(appointments).where(*conditions)
        with reading(self._engine) as connection:
            found = connection.execute(query.order_by(appointments.c.starts, appointments.c.id))
            return [from_row(row) for row in found.mappings()]

    def _first(self, condition: object) -> Appointment | None:
        with reading(self._engine) as connection:
            return rows.first(connection, condition)
