"""What is booked. The constraints of the tables decide who was first, never a look beforehand."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from bot import clock
from bot.appointments.appointment import (
    BOOKED,
    CANCELLED,
    OUTCOMES,
    Appointment,
    Wanted,
    from_row,
    wall_text,
)
from bot.appointments.tables import CELL_MINUTES, appointments, cells
from bot.errors import NoSuchAppointment, SlotTaken, StorageError, StudentBusy, TooManyOpen
from bot.memory.database import reading, writing

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
            connection.execute(sa.delete(cells).where(cells.c.appointment == appointment.id))
            now = _one(connection, appointments.c.id == appointment.id)
            if now is None:
                raise NoSuchAppointment(appointment.code)
            if changed.rowcount:
                self._tell(connection, now)
                self._free(connection, now)
            return now

    def set_outcome(self, appointment: Appointment, outcome: str) -> Appointment:
        """Note what became of an appointment: ``came`` or ``missed``.

        Raises:
            NoSuchAppointment: It was cancelled.
        """
        if outcome not in OUTCOMES:
            raise ValueError(outcome)
        with writing(self._engine) as connection:
            changed = connection.execute(
                sa.update(appointments)
                .where(appointments.c.id == appointment.id, appointments.c.status != CANCELLED)
                .values(status=outcome, place=None, updated_at=clock.now())
            )
            if not changed.rowcount:
                raise NoSuchAppointment(appointment.code)
        return replace(appointment, status=outcome)

    def set_email(self, appointment: Appointment, email: str) -> Appointment:
        """Note where calendar files are to be sent."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(appointments)
                .where(appointments.c.id == appointment.id)
                .values(email=email)
            )
        return replace(appointment, email=email)

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
            rows = connection.execute(query.order_by(appointments.c.starts, appointments.c.id))
            return [from_row(row) for row in rows.mappings()]

    def taken(
        self, counsellors: Collection[str], first: datetime, last: datetime
    ) -> set[tuple[str, str]]:
        """Return the taken cells as (counsellor, wall time) from one wall time until another."""
        query = sa.select(cells.c.counsellor, cells.c.starts).where(
            cells.c.counsellor.in_(list(counsellors)),
            cells.c.starts >= wall_text(first),
            cells.c.starts < wall_text(last),
        )
        with reading(self._engine) as connection:
            return {(row[0], row[1]) for row in connection.execute(query)}

    def forget(self, student: str) -> None:
        """Cancel what a student has open and take the person out of what is past."""
        for appointment in self.open_of(student):
            self.cancel(appointment)
        with writing(self._engine) as connection:
            rows = connection.execute(
                sa.select(appointments.c.id).where(appointments.c.student == student)
            ).scalars()
            for id_ in list(rows):
                connection.execute(
                    sa.update(appointments)
                    .where(appointments.c.id == id_)
                    .values(student=f"forgotten:{id_}", email=None, place=None)
                )
                connection.execute(sa.delete(cells).where(cells.c.appointment == id_))

    def _first(self, condition: object) -> Appointment | None:
        with reading(self._engine) as connection:
            return _one(connection, condition)

    def _with_first_free(
        self, wanted: Wanted, counsellors: Sequence[str], moved: Appointment | None
    ) -> Appointment:
        for counsellor in counsellors:
            done = self._settle(wanted, counsellor, moved)
            if done:
                return done
        done = self.by_request(wanted.request)
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
                        before = _must(connection, moved.id)
                        appointment = self._update(connection, moved, wanted, counsellor)
                        if not _overlap(before, appointment):
                            self._free(connection, before)
                    self._tell(connection, appointment)
                    return appointment
            except IntegrityError:
                done = self.by_request(wanted.request)
                if done:
                    return done
                if self._occupied(cells.c.student == wanted.student, wanted, moved):
                    raise StudentBusy("the student has an appointment then") from None
                if self._occupied(cells.c.counsellor == counsellor, wanted, moved):
                    return None
                # Another code or place was taken at the same moment: draw again.
            except StorageError as error:
                if not _is_deadlock(error):
                    raise
        raise StorageError("database: the booking met too many others at once")

    def _occupied(self, who: object, wanted: Wanted, moved: Appointment | None) -> bool:
        query = sa.select(cells.c.starts).where(who, cells.c.starts.in_(_cells_of(wanted)))
        if moved:
            query = query.where(cells.c.appointment != moved.id)
        with reading(self._engine) as connection:
            return connection.execute(query.limit(1)).first() is not None

    def _insert(self, connection: Connection, wanted: Wanted, counsellor: str) -> Appointment:
        id_ = uuid4().hex
        now = clock.now()
        connection.execute(
            sa.insert(appointments).values(
                id=id_,
                code=str(100_000 + secrets.randbelow(900_000)),
                secret=secrets.token_urlsafe(24),
                request=wanted.request,
                student=wanted.student,
                place=self._free_place(connection, wanted.student),
                center=wanted.center,
                counsellor=counsellor,
                service=wanted.service,
                starts=wall_text(wanted.start),
                zone=clock.ZONE.key,
                minutes=wanted.minutes,
                status=BOOKED,
                sequence=0,
                variety=wanted.variety,
                guardian=wanted.guardian,
                created_at=now,
                updated_at=now,
            )
        )
        _occupy(connection, id_, wanted, counsellor)
        return _must(connection, id_)

    def _update(
        self, connection: Connection, appointment: Appointment, wanted: Wanted, counsellor: str
    ) -> Appointment:
        # Two students who swap their hours would wait for each other; in one order they queue.
        in_the_way = sa.and_(
            cells.c.starts.in_(_cells_of(wanted)),
            sa.or_(cells.c.counsellor == counsellor, cells.c.student == wanted.student),
        )
        connection.execute(
            sa.select(cells.c.starts)
            .where(sa.or_(cells.c.appointment == appointment.id, in_the_way))
            .order_by(cells.c.starts, cells.c.counsellor)
            .with_for_update()
        ).all()
        connection.execute(sa.delete(cells).where(cells.c.appointment == appointment.id))
        changed = connection.execute(
            sa.update(appointments)
            .where(
                appointments.c.id == appointment.id,
                appointments.c.status == BOOKED,
                appointments.c.starts > wall_text(clock.now()),
            )
            .values(
                request=wanted.request,
                center=wanted.center,
                counsellor=counsellor,
                service=wanted.service,
                starts=wall_text(wanted.start),
                zone=clock.ZONE.key,
                minutes=wanted.minutes,
                sequence=appointments.c.sequence + 1,
                variety=wanted.variety,
                guardian=wanted.guardian,
                updated_at=clock.now(),
            )
        )
        if not changed.rowcount:
            raise NoSuchAppointment(appointment.code)
        _occupy(connection, appointment.id, wanted, counsellor)
        return _must(connection, appointment.id)

    def _free_place(self, connection: Connection, student: str) -> int:
        mine = (appointments.c.student == student, appointments.c.place.is_not(None))
        connection.execute(
            sa.update(appointments)
            .where(*mine, appointments.c.starts <= wall_text(clock.now()))
            .values(place=None)
        )
        used = set(connection.execute(sa.select(appointments.c.place).where(*mine)).scalars())
        for place in range(1, self._places + 1):
            if place not in used:
                return place
        raise TooManyOpen(f"{self._places} appointments are open already")

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


def _cells_of(wanted: Wanted) -> list[str]:
    return [
        wall_text(wanted.start + timedelta(minutes=offset))
        for offset in range(0, wanted.minutes, CELL_MINUTES)
    ]


def _occupy(connection: Connection, id_: str, wanted: Wanted, counsellor: str) -> None:
    rows = [
        {"counsellor": counsellor, "starts": cell, "student": wanted.student, "appointment": id_}
        for cell in _cells_of(wanted)
    ]
    connection.execute(sa.insert(cells), rows)


def _one(connection: Connection, condition: object) -> Appointment | None:
    row = connection.execute(sa.select(appointments).where(condition)).mappings().first()
    return None if row is None else from_row(row)


def _must(connection: Connection, id_: str) -> Appointment:
    appointment = _one(connection, appointments.c.id == id_)
    if appointment is None:
        raise NoSuchAppointment(id_)
    return appointment


def _is_deadlock(error: StorageError) -> bool:
    cause = error.__cause__
    return isinstance(cause, OperationalError) and getattr(cause.orig, "pgcode", "") in _DEADLOCK
