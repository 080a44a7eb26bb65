from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import clock
from bot.appointments import reminders
from bot.appointments.agenda_file import Content
from bot.appointments.appointment import Wanted
from bot.appointments.desk import Desk
from bot.memory.database import engine_for, reading
from bot.messages import tables
from bot.messages.outbox import WAITING, outbox
from bot.understanding.language import VARIETIES

Want = Callable[..., Wanted]


@pytest.fixture
def desk(tmp_path: Path, content: Content) -> Desk:
    engine = engine_for(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    tables.create(engine)
    desk = Desk(engine, on_change=[reminders.plan])
    desk.agendas.put(content)
    return desk


def waiting(tmp_path: Path) -> list[datetime]:
    engine = engine_for(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    query = sa.select(outbox.c.due_at).where(outbox.c.state == WAITING).order_by(outbox.c.due_at)
    with reading(engine) as connection:
        return [f"{due:%m-%d %H:%M}" for due in connection.execute(query).scalars()]


def test_a_booking_has_two_reminders(desk: Desk, want: Want, tmp_path: Path) -> None:
    wanted = want(at="2026-11-26T10:30")
    desk.book(wanted)
    desk.book(wanted)
    assert waiting(tmp_path) == ["11-25 10:30", "11-26 08:30"]


def test_what_is_too_late_is_not_planned(desk: Desk, want: Want, tmp_path: Path) -> None:
    clock.freeze(clock.parse("2026-11-24T12:00"))
    desk.book(want())
    assert waiting(tmp_path) == ["11-25 08:30"]


def test_a_move_takes_the_old_reminders_back(desk: Desk, want: Want, tmp_path: Path) -> None:
    booked = desk.book(want(at="2026-11-26T10:30"))
    desk.move(booked, want(at="2026-11-30T14:00"))
    assert waiting(tmp_path) == ["11-29 14:00", "11-30 12:00"]


def test_a_cancellation_takes_all_back(desk: Desk, want: Want, tmp_path: Path) -> None:
    desk.cancel(desk.book(want(at="2026-11-26T10:30")))
    assert waiting(tmp_path) == []


def test_the_day_before_is_the_same_hour_when_the_clock_changes(
    desk: Desk, want: Want, tmp_path: Path
) -> None:
    clock.freeze(clock.parse("2027-02-01T08:00"))
    desk.book(want(at="2027-02-08T10:30"))  # the clock went back on the 7th
    assert waiting(tmp_path) == ["02-07 10:30", "02-08 08:30"]


@pytest.mark.parametrize("variety", VARIETIES)
def test_a_reminder_speaks_the_variety_of_the_booking(
    desk: Desk, want: Want, tmp_path: Path, variety: str
) -> None:
    booked = desk.book(want(at="2026-11-26T10:30", variety=variety))
    engine = engine_for(f"sqlite:///{tmp_path / 'desk.sqlite3'}")
    with reading(engine) as connection:
        messages = list(connection.execute(sa.select(outbox.c.message)).scalars())
    assert len(messages) == 2
    assert all("10:30" in message and booked.code in message for message in messages)
    assert all("{" not in message.split('"buttons"')[0][1:] for message in messages)
