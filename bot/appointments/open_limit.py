"""How many open appointments a student may have: each takes one of so many numbered places.

A place exists once per student in the table, so that many requests at once keep to the limit.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot import clock
from bot.appointments.appointment import wall_text
from bot.appointments.tables import appointments
from bot.errors import TooManyOpen


def free_place(connection: Connection, student: str, limit: int) -> int:
    """Return a place that the student has free, 1 to the limit; what is over gives its place back.

    Raises:
        TooManyOpen: All places are taken.
    """
    mine = (appointments.c.student == student, appointments.c.place.is_not(None))
    connection.execute(
        sa.update(appointments)
        .where(*mine, appointments.c.starts <= wall_text(clock.now()))
        .values(place=None)
    )
    used = set(connection.execute(sa.select(appointments.c.place).where(*mine)).scalars())
    for place in range(1, limit + 1):
        if place not in used:
            return place
    raise TooManyOpen(f"{limit} appointments are open already")
