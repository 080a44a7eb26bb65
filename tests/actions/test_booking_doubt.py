"""A day or an hour of two readings, under the agenda that decides which of them can be had."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from actions.booking_doubt import doubt_in, readings
from actions.booking_draft import Draft
from bot.appointments.agenda_file import read_yaml
from bot.appointments.desk import Desk
from bot.memory.database import engine_for

pytestmark = pytest.mark.usefixtures("frozen_clock")

CENTER = "tanger-universite"
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """One counsellor who receives from early until late on Thursdays, and on Friday afternoons."""
    desk = Desk(engine_for(f"sqlite:///{tmp_path / 'desk.sqlite3'}"))
    hours = {"thursday": ["07:00-12:00", "17:00-21:00"], "friday": ["14:00-16:30"]}
    counsellors = {"salma": {"center": CENTER, "hours": hours}}
    desk.agendas.put(
        {**read_yaml(Path("data/appointments/agenda.yml")), "counsellors": counsellors}
    )
    return desk


def draft(doubt: str, day: date, hour: time | None = None) -> Draft:
    return Draft(center=CENTER, service="cv-review", day=day, hour=hour, doubt=doubt)


def test_an_hour_of_both_halves_of_the_day(desk: Desk) -> None:
    thursday = date(2026, 11, 26)
    both = ("2026-11-26T08:00", "2026-11-26T20:00")
    assert readings(desk, draft("half_of_day", thursday, time(8))) == both
    assert readings(desk, draft("half_of_day", thursday, time(20))) == both


@pytest.mark.parametrize("hour", [time(9, 30), time(10)])
def test_an_hour_that_can_be_had_in_one_half_only_is_not_asked_back(desk: Desk, hour: time) -> None:
    assert readings(desk, draft("half_of_day", date(2026, 11, 26), hour)) == ()


def test_after_the_friday_prayer(desk: Desk) -> None:
    first = ("2026-11-27T14:00", "2026-11-27T14:30")
    assert readings(desk, draft("prayer", FRIDAY)) == first
    assert readings(desk, draft("prayer", FRIDAY, time(15))) == ()


def test_a_weekday_that_is_not_the_dates(desk: Desk) -> None:
    """Thursday the 27th: the 26th is a Thursday, the 27th is not."""
    assert readings(desk, draft("weekday:3", FRIDAY)) == ("2026-11-26", "2026-11-27")


def test_nothing_is_asked_before_centre_and_subject_are_known(desk: Desk) -> None:
    assert readings(desk, Draft(day=FRIDAY, doubt="prayer")) == ()


@pytest.mark.parametrize(
    ("reason", "text", "doubt"),
    [
        ("prayer", "من بعد الصلاة", "prayer"),
        ("half_of_day", "8", "half_of_day"),
        ("weekday", "jeudi 27", "weekday:3"),
        ("weekday", "27", None),
        (None, "jeudi", None),
    ],
)
def test_why_a_message_is_in_doubt(reason: str | None, text: str, doubt: str | None) -> None:
    entity: dict[str, Any] = {"start": 0, "end": len(text), "ambiguous": reason}
    assert doubt_in(text, [entity]) == doubt
