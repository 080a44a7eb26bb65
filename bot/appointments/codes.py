"""Taking an appointment over with its code, from another channel than the one it was made in.

A code alone could be guessed or overheard: the day of the appointment is asked as well, and after
some wrong answers nothing is looked up for an hour.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot import clock
from bot.appointments.appointment import BOOKED, Appointment, wall_text
from bot.appointments.lookup import Lookup
from bot.appointments.tables import appointments, cells, code_trials
from bot.errors import NoSuchAppointment, StudentBusy, TooManyTrials
from bot.memory.database import writing
from bot.understanding.normalise import normalise

TRIALS = 3
PAUSE = timedelta(hours=1)
_CODE = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})(?!\d)")


def code_in(text: str) -> str | None:
    """Return the code that a message holds, "482 915" and Arabic digits included."""
    match = _CODE.search(normalise(text))
    return "".join(match.groups()) if match else None


def take_over(engine: Engine, student: str, code: str, day: date) -> Appointment:
    """Give an open appointment to the student who knows its code and day.

    Raises:
        NoSuchAppointment: Code and day do not belong together, or it is over.
        TooManyTrials: That was tried too often in the last hour.
        StudentBusy: The student has something else at that time.
    """
    with writing(engine) as connection:
        # Written before it is counted, so that many at once do not slip through.
        now = clock.now()
        connection.execute(sa.delete(code_trials).where(code_trials.c.tried_at <= now - PAUSE))
        connection.execute(sa.insert(code_trials).values(student=student, tried_at=now))
        count = connection.execute(
            sa.select(sa.func.count()).where(code_trials.c.student == student)
        ).scalar_one()
    if count > TRIALS:
        raise TooManyTrials("too many wrong codes")
    lookup = Lookup(engine)
    found = lookup.by_code(code)
    if found is None or not found.is_open or found.start.date() != day:
        raise NoSuchAppointment("code and day do not belong together")
    try:
        with writing(engine) as connection:
            connection.execute(sa.delete(code_trials).where(code_trials.c.student == student))
            changed = connection.execute(
                sa.update(appointments)
                .where(
                    appointments.c.id == found.id,
                    appointments.c.status == BOOKED,
                    appointments.c.starts > wall_text(now),
                )
                # It takes none of this student's places: it was counted where it was made.
                .values(student=student, place=None)
            )
            if not changed.rowcount:
                raise NoSuchAppointment("it is over")
            connection.execute(
                sa.update(cells).where(cells.c.appointment == found.id).values(student=student)
            )
    except IntegrityError:
        raise StudentBusy("the student has an appointment then") from None
    taken = lookup.by_code(code)
    if taken is None:
        raise NoSuchAppointment(code)
    return taken
