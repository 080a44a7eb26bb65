"""Booking, moving, cancelling. The constraints of the tables decide who was first, not a look."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from bot import clock
from bot.appointments import occupancy, rows
from bot.appointments.appointment import BOOKED, CANCELLED, Appointment, Wanted
from bot.appointments.lookup import Lookup
from bot.appointments.open_limit import free_place
from bot.appointments.tables import appointments
from bot.errors import NoSuchAppointment, SlotTaken, StorageError, StudentBusy
from bot.memory.database import writing

ATTEMPTS = 5
_DEADLOCK = ("40P01", "40001")  # PostgreSQL: deadlock detected, serialization failure

OnChange = Callable[[Connection, Appointment], None]


class Bookings:
    """Makes, moves and cancels appointments.

    Args:
        engine: The database; its tables exist.
        open_per_student: How many open appointments a student may have.
        on_change: Called in the transaction of each change with the appointment as it then is.
        on_freed: Called in the transaction that leaves a place, with the appointment that had it.
    """

    def __init__(
        self,
        engine: Engine,
        open_per_student: int,
        on_change: Sequence[OnChange] = (),
        on_freed: Sequence[OnChange] = (),
    ) -> None:
        self._engine = engine
        self._lookup = Lookup(engine)
        self._places = open_per_student
        self._on_change = on_change
        self._on_freed = on_freed

    def book(self, wanted: Wanted, counsellors: Sequence[str]) -> Appointment:
        """Book with the first counsellor who is free.

        Args:
            wanted: What is asked; the same ``request`` again returns the same appointment.
            counsellors: Who could take it, in the order of preference.

        Raises:
            SlotTaken: None of them is free.
            StudentBusy: The student has something else at that time.
            TooManyOpen: The student has as many open appointments as allowed.
            StorageError: The database does not answer.
        """
        return self._with_first_free(wanted, counsellors, None)

    def move(
        self, appointment: Appointment, wanted: Wanted, counsellors: Sequence[str]
    ) -> Appointment:
        """Move an appointment to another time, subject or centre.

        Args:
            appointment: The one to move.
            wanted: As for :meth:`book`.
            counsellors: As for :meth:`book`.

        Raises:
            NoSuchAppointment: It was cancelled or is over.
            SlotTaken: None of the counsellors is free; the old time stands.
            StudentBusy: The student has something else at that time; the old time stands.
            StorageError: The database does not answer.
        """
        return self._with_first_free(wanted, counsellors, appointment)

    def cancel(self, appointment: Appointment) -> Appointment:
        """Cancel; a second time changes nothing."""
        with writing(self._engine) as connection:
            changed = connection.execute(
                sa.update(appointments)
                .where(appointments.c.id == appointment.id, appointments.c.status == BOOKED)
                .values(
                    status=CANCELLED,
                    place=None,
                    sequence=appointments.c.sequence + 1,
                    updated_at=clock.now(),
                )
            )
            occupancy.leave(connection, appointment.id)
            now = rows.first(connection, appointments.c.id == appointment.id)
            if now is None:
                raise NoSuchAppointment(appointment.code)
            if changed.rowcount:
                self._tell(connection, now)
                self._free(connection, now)
            return now

    def forget(self, student: str) -> None:
        """Cancel what a student has open and take the person out of what is past."""
        for appointment in self._lookup.open_of(student):
            self.cancel(appointment)
        with writing(self._engine) as connection:
            ids = connection.execute(
                sa.select(appointments.c.id).where(appointments.c.student == student)
            ).scalars()
            for id_ in list(ids):
                connection.execute(
                    sa.update(appointments)
                    .where(appointments.c.id == id_)
                    .values(student=f"forgotten:{id_}", email=None, place=None)
                )
                occupancy.leave(connection, id_)

    def _with_first_free(
        self, wanted: Wanted, counsellors: Sequence[str], moved: Appointment | None
    ) -> Appointment:
        for counsellor in counsellors:
            done = self._settle(wanted, counsellor, moved)
            if done:
                return done
        done = self._lookup.by_request(wanted.request)
        if done:
            return done
        raise SlotTaken("nobody is free at that time")

    def _settle(
        self, wanted: Wanted, counsellor: str, moved: Appointment | None
    ) -> Appointment | None:
        """Try a change until it is done or refused; ``None`` when the counsellor is taken."""
        for _ in range(ATTEMPTS):
            try:
                with writing(self._engine) as connection:
                    if moved is None:
                        appointment = self._insert(connection, wanted, counsellor)
                    else:
                        before = rows.by_id(connection, moved.id)
                        appointment = self._update(connection, moved, wanted, counsellor)
                        if not _overlap(before, appointment):
                            self._free(connection, before)
                    self._tell(connection, appointment)
                    return appointment
            except IntegrityError:
                done = self._lookup.by_request(wanted.request)
                if done:
                    return done
                but_for = moved.id if moved else None
                if occupancy.student_busy(self._engine, wanted, but_for):
                    raise StudentBusy("the student has an appointment then") from None
                if occupancy.counsellor_busy(self._engine, counsellor, wanted, but_for):
                    return None
                # Another code or place was taken at the same moment: draw again.
            except StorageError as error:
                if not _is_deadlock(error):
                    raise
        raise StorageError("database: the booking met too many others at once")

    def _insert(self, connection: Connection, wanted: Wanted, counsellor: str) -> Appointment:
        place = free_place(connection, wanted.student, self._places)
        id_ = rows.insert(connection, wanted, counsellor, place)
        occupancy.occupy(connection, id_, wanted, counsellor)
        return rows.by_id(connection, id_)

    def _update(
        self, connection: Connection, appointment: Appointment, wanted: Wanted, counsellor: str
    ) -> Appointment:
        occupancy.lock(connection, appointment.id, wanted, counsellor)
        occupancy.leave(connection, appointment.id)
        rows.update(connection, appointment, wanted, counsellor)
        occupancy.occupy(connection, appointment.id, wanted, counsellor)
        return rows.by_id(connection, appointment.id)

    def _tell(self, connection: Connection, appointment: Appointment) -> None:
        for listener in self._on_change:
            listener(connection, appointment)

    def _free(self, connection: Connection, left: Appointment) -> None:
        for listener in self._on_freed:
            listener(connection, left)


def _overlap(one: Appointment, other: Appointment) -> bool:
    """Whether two take the same time at the same centre, so that a move leaves no whole place."""
    same = one.center == other.center and one.zone == other.zone
    return same and one.begins < other.ends and other.begins < one.ends


def _is_deadlock(error: StorageError) -> bool:
    cause = error.__cause__
    return isinstance(cause, OperationalError) and getattr(cause.orig, "pgcode", "") in _DEADLOCK
