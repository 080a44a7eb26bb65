from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.appointments import waiting_list
from bot.appointments.agenda_file import Content
from bot.appointments.appointment import Wanted
from bot.appointments.desk import Desk
from bot.memory.database import engine_for, reading
from bot.messages import tables
from bot.messages.outbox import outbox

Want = Callable[..., Wanted]
CENTER = "tanger-universite"


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = engine_for(f"sqlite:///{tmp_path / 'waiting.sqlite3'}")
    tables.create(engine)
    return engine


@pytest.fixture
def desk(engine: Engine, content: Content) -> Desk:
    desk = Desk(engine, on_freed=[waiting_list.offer])
    desk.agendas.put(content)
    return desk


def told(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        query = sa.select(outbox.c.sender_id).order_by(outbox.c.id)
        return list(connection.execute(query).scalars())


def test_the_first_three_are_told_once(desk: Desk, engine: Engine, want: Want) -> None:
    for minute, student in enumerate(("a", "b", "c", "d")):
        clock.freeze(clock.parse(f"2026-11-24T08:{minute:02}"))
        waiting_list.join(engine, student, CENTER, "cv-review", "fr")
        waiting_list.join(engine, student, CENTER, "cv-review", "fr")
    desk.cancel(desk.book(want("s1")))
    assert told(engine) == ["a", "b", "c"]
    desk.cancel(desk.book(want("s1")))
    assert told(engine) == ["a", "b", "c", "d"]


def test_only_the_same_subject_and_centre_count(desk: Desk, engine: Engine, want: Want) -> None:
    waiting_list.join(engine, "a", CENTER, "orientation", "fr")
    waiting_list.join(engine, "b", "marrakech-istaht", "cv-review", "fr")
    desk.cancel(desk.book(want("s1")))
    assert told(engine) == []


def test_who_is_forgotten_is_not_told(desk: Desk, engine: Engine, want: Want) -> None:
    waiting_list.join(engine, "a", CENTER, "cv-review", "ar")
    desk.forget("a")
    desk.cancel(desk.book(want("s1")))
    assert told(engine) == []


def test_a_move_leaves_a_place(desk: Desk, engine: Engine, want: Want) -> None:
    waiting_list.join(engine, "a", CENTER, "cv-review", "fr")
    booked = desk.book(want("s1"))
    desk.move(booked, want("s1", "2026-11-26T10:30"))
    assert told(engine) == ["a"]
    with reading(engine) as connection:
        message = str(connection.execute(sa.select(outbox.c.message)).scalar_one())
    assert "mercredi 25 novembre" in message


def test_a_move_within_its_own_time_leaves_none(desk: Desk, engine: Engine, want: Want) -> None:
    waiting_list.join(engine, "a", CENTER, "cv-review", "fr")
    booked = desk.book(want("s1"))
    desk.move(booked, want("s1", "2026-11-25T10:30"))
    assert told(engine) == []
