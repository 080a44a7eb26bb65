from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.appointments.appointment import Wanted
from bot.appointments.codes import TRIALS, code_in, take_over
from bot.appointments.desk import Desk
from bot.errors import NoSuchAppointment, StudentBusy, TooManyTrials

Want = Callable[..., Wanted]
DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mon code est 482915", "482915"),
        ("482 915", "482915"),
        ("الكود ديالي ٤٨٢٩١٥", "482915"),
        ("mon numéro 0661234567", None),
        ("le 25 novembre", None),
    ],
)
def test_a_code_is_found_in_what_is_typed(text: str, code: str | None) -> None:
    assert code_in(text) == code


def test_code_and_day_give_the_appointment_to_another_channel(
    desk: Desk, engine: Engine, want: Want
) -> None:
    booked = desk.book(want("web:1"))
    taken = take_over(engine, "whatsapp:2", booked.code, DAY)
    assert taken.student == "whatsapp:2"
    assert desk.lookup.open_of("web:1") == []
    with pytest.raises(StudentBusy):
        desk.book(want("whatsapp:2", center="marrakech-istaht"))


def test_after_three_wrong_ones_the_right_one_is_refused_for_an_hour(
    desk: Desk, engine: Engine, want: Want
) -> None:
    booked = desk.book(want("web:1"))
    for _ in range(TRIALS):
        with pytest.raises(NoSuchAppointment):
            take_over(engine, "web:9", booked.code, date(2026, 11, 26))
    with pytest.raises(TooManyTrials):
        take_over(engine, "web:9", booked.code, DAY)
    clock.freeze(clock.parse("2026-11-24T09:01"))
    assert take_over(engine, "web:9", booked.code, DAY).code == booked.code


def test_a_cancelled_appointment_cannot_be_taken_over(
    desk: Desk, engine: Engine, want: Want
) -> None:
    booked = desk.book(want("web:1"))
    desk.cancel(booked)
    with pytest.raises(NoSuchAppointment):
        take_over(engine, "web:9", booked.code, DAY)


def test_who_is_busy_then_keeps_what_they_have(desk: Desk, engine: Engine, want: Want) -> None:
    booked = desk.book(want("web:1"))
    own = desk.book(want("web:9", center="marrakech-istaht"))
    with pytest.raises(StudentBusy):
        take_over(engine, "web:9", booked.code, DAY)
    assert desk.lookup.open_of("web:9") == [own]
