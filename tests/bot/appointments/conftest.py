"""A desk with an agenda of its own and a clock that stands still."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.appointments.agenda import Agenda
from bot.appointments.agenda_file import Content, parse, read_yaml
from bot.appointments.appointment import Wanted
from bot.appointments.desk import Desk
from bot.memory.database import engine_for

NOW = "2026-11-24T08:00"  # a Tuesday
CENTER = "tanger-universite"
OTHER_CENTER = "marrakech-istaht"


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[None]:
    clock.freeze(clock.parse(NOW))
    yield
    clock.freeze(None)


@pytest.fixture
def content() -> Content:
    """Two counsellors in one centre, one in another, under the hours of the demonstration."""
    return {
        **read_yaml(Path("data/appointments/agenda.yml")),
        "counsellors": {
            "salma": {"center": CENTER},
            "karim": {"center": CENTER, "services": ["cv-review"]},
            "nadia": {"center": OTHER_CENTER},
        },
    }


@pytest.fixture
def agenda(content: Content) -> Agenda:
    return parse(content)


@pytest.fixture
def desk(tmp_path: Path, content: Content) -> Desk:
    desk = Desk(engine_for(f"sqlite:///{tmp_path / 'desk.sqlite3'}"))
    desk.agendas.put(content)
    return desk


@pytest.fixture
def engine(desk: Desk) -> Engine:
    return desk.engine


@pytest.fixture
def want() -> Callable[..., Wanted]:
    """Ask for half past ten tomorrow unless told otherwise."""
    number = iter(range(1000))

    def ask(student: str = "s1", at: str = "2026-11-25T10:30", **changes: object) -> Wanted:
        asked: dict = {
            "student": student,
            "center": CENTER,
            "service": "cv-review",
            "start": datetime.fromisoformat(at),
            "minutes": 30,
            "request": f"request-{next(number)}",
            "variety": "fr",
            **changes,
        }
        return Wanted(**asked)

    return ask
