"""The front desk: what a conversation or a command asks about appointments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sqlalchemy.engine import Engine

from bot import clock
from bot.appointments import reminders, tables, waiting_list
from bot.appointments.agenda import Agenda
from bot.appointments.agendas import Agendas
from bot.appointments.appointment import Appointment, Wanted, wall_text
from bot.appointments.bookings import Bookings, OnChange
from bot.appointments.calendar import Calendar, Refusal, Slot
from bot.appointments.lookup import Lookup
from bot.appointments.occupancy import cells_from, taken_cells
from bot.errors import NotOffered, SlotTaken
from bot.memory.database import engine_for
from bot.messages import tables as messages

_CHUNK_DAYS = 7


class Desk:
    """Knows the agenda in force and what is booked.

    Args:
        engine: The database; missing tables are created.
        on_change: Called in the transaction of each booking, move and cancellation.
        on_freed: Called in the transaction of each move and cancellation, with what had the place.

    Attributes:
        engine: The database.
        agendas: The agenda in force, and what is blocked in it.
        lookup: Finds what is booked.
    """

    def __init__(
        self,
        engine: Engine,
        on_change: Sequence[OnChange] = (),
        on_freed: Sequence[OnChange] = (),
    ) -> None:
        tables.create(engine)
        self.engine = engine
        self._on_change = on_change
        self._on_freed = on_freed
        self.agendas = Agendas(engine)
        self.lookup = Lookup(engine)

    @property
    def calendar(self) -> Calendar:
        """The calendar in force."""
        return self.agendas.calendar()

    @property
    def agenda(self) -> Agenda:
        """The agenda in force."""
        return self.calendar.agenda

    @property
    def bookings(self) -> Bookings:
        """Books, moves and cancels under the rules in force."""
        places = self.agenda.rules.open_per_student
        return Bookings(self.engine, places, self._on_change, self._on_freed)

    def services(self, center: str | None) -> list[str]:
        """Return the services of a centre, or of all, in the order of the agenda."""
        if center is None:
            return list(self.agenda.minutes)
        return self.agenda.services_at(center)

    def free(self, center: str, service: str, first: date, last: date) -> Iterator[Slot]:
        """Yield what can be booked from one day to another, by start; a start once a counsellor."""
        calendar, now = self.calendar, clock.now()
        counsellors = calendar.agenda.at(center, service)
        ids = [each.id for each in counsellors]
        day = max(first, now.date())
        while ids and day <= last:
            end = min(day + timedelta(days=_CHUNK_DAYS - 1), last)
            begins = datetime.combine(day, time.min)
            ends = datetime.combine(end, time.min) + timedelta(days=1)
            taken = taken_cells(self.engine, ids, begins, ends)
            blocked = self.agendas.blocked(begins, ends)
            slots = [
                slot
                for offset in range((end - day).days + 1)
                for each in counsellors
                for slot in calendar.slots(each, service, day + timedelta(days=offset))
                if calendar.bookable(slot.start, now) is None and _is_free(slot, taken, blocked)
            ]
            load = {id_: sum(who == id_ for who, _ in taken) for id_ in ids}
            yield from sorted(slots, key=lambda s: (s.start, load[s.counsellor], s.counsellor))
            day = end + timedelta(days=1)

    def days(self, center: str, service: str, count: int, first: date | None = None) -> list[date]:
        """Return the next days with something free, at most ``count``."""
        today = clock.today()
        last = today + timedelta(days=self.agenda.rules.horizon_days)
        days: dict[date, None] = {}
        for slot in self.free(center, service, first or today, last):
            days[slot.start.date()] = None
            if len(days) == count:
                break
        return list(days)

    def hours(self, center: str, service: str, day: date) -> list[datetime]:
        """Return the free starts of a day, in order."""
        return list(dict.fromkeys(slot.start for slot in self.free(center, service, day, day)))

    def nearest(self, center: str, service: str, wanted: datetime, count: int) -> list[datetime]:
        """Return the free starts nearest to a wall time, at most ``count``, in order.

        Of a time that is over or too far ahead, those that are next or last.
        """
        last_day = clock.today() + timedelta(days=self.agenda.rules.horizon_days)
        now = clock.now().replace(tzinfo=None)
        wanted = max(now, min(wanted, datetime.combine(last_day, time.max)))
        first = wanted.date() - timedelta(days=_CHUNK_DAYS)
        for reach in (_CHUNK_DAYS, self.agenda.rules.horizon_days):
            last = wanted.date() + timedelta(days=reach)
            starts = {slot.start for slot in self.free(center, service, first, last)}
            if len(starts) >= count:
                break
        return sorted(sorted(starts, key=lambda s: (abs(s - wanted), s))[:count])

    def refusal(self, center: str, service: str, start: datetime) -> Refusal | None:
        """Return why the calendar does not offer a start; bookings are not looked at."""
        return self.calendar.refusal(center, service, start, clock.now())

    def is_free(self, center: str, service: str, start: datetime) -> bool:
        """Whether somebody is free at a start."""
        return start in self.hours(center, service, start.date())

    def minutes(self, service: str) -> int:
        """Return the length of an appointment for a service."""
        return self.agenda.minutes[service]

    def book(self, wanted: Wanted) -> Appointment:
        """Book; the same request again returns what it made the first time.

        Raises:
            NotOffered: The calendar does not offer the time.
            SlotTaken: Nobody is free.
            StudentBusy: The student has something else at that time.
            TooManyOpen: The student has as many open appointments as allowed.
        """
        done = self.lookup.by_request(wanted.request)
        return done or self.bookings.book(wanted, self._counsellors(wanted))

    def move(self, appointment: Appointment, wanted: Wanted) -> Appointment:
        """Move; errors as for :meth:`book`, and ``NoSuchAppointment`` when it no longer stands."""
        done = self.lookup.by_request(wanted.request)
        if done:
            return done
        counsellors = self._counsellors(wanted, keeps=appointment)
        return self.bookings.move(appointment, wanted, counsellors)

    def cancel(self, appointment: Appointment) -> Appointment:
        """Cancel; a second time changes nothing."""
        return self.bookings.cancel(appointment)

    def forget(self, student: str) -> None:
        """Cancel what a student has open and take the person out of everything else."""
        self.bookings.forget(student)
        waiting_list.forget(self.engine, student)

    def _counsellors(self, wanted: Wanted, keeps: Appointment | None = None) -> list[str]:
        refused = self.refusal(wanted.center, wanted.service, wanted.start)
        if refused:
            raise NotOffered(refused.value)
        day = wanted.start.date()
        slots = self.free(wanted.center, wanted.service, day, day)
        ids = [slot.counsellor for slot in slots if slot.start == wanted.start]
        if keeps:  # its own cells do not stand in its way; the constraints decide about the rest
            same = [each.id for each in self.agenda.at(wanted.center, wanted.service)]
            if keeps.counsellor in same and keeps.counsellor not in ids:
                ids.append(keeps.counsellor)
        if not ids:
            raise SlotTaken("nobody is free at that time")
        return ids


@lru_cache(maxsize=8)
def desk_for(url: str) -> Desk:
    """Return the desk of a database URL, which also plans reminders; one a URL."""
    engine = engine_for(url)
    messages.create(engine)
    return Desk(engine, on_change=[reminders.plan], on_freed=[waiting_list.offer])


def _is_free(slot: Slot, taken: set[tuple[str, str]], blocked: list[tuple[str, str, str]]) -> bool:
    begins, ends = wall_text(slot.start), wall_text(slot.start + timedelta(minutes=slot.minutes))
    if any(
        who == slot.counsellor and first < ends and last > begins for who, first, last in blocked
    ):
        return False
    return not any(
        (slot.counsellor, cell) in taken for cell in cells_from(slot.start, slot.minutes)
    )
