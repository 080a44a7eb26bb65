"""What a message says about a booking, whatever it was taken for."""

from datetime import date, time
from typing import Any

import pytest

from actions.booking_heard import day_of_month, listen

pytestmark = pytest.mark.usefixtures("frozen_clock")


def message(text: str, intent: str = "inform", **entities: Any) -> dict[str, Any]:
    found = [{"entity": name, "value": value} for name, value in entities.items()]
    return {"text": text, "intent": {"name": intent}, "entities": found}


def when(text: str, **entity: Any) -> dict[str, Any]:
    end = len(text)
    entities = [{"entity": "datetime", "start": 0, "end": end, **entity}]
    return {"text": text, "intent": {"name": "inform"}, "entities": entities}


def test_a_moment_has_day_and_hour() -> None:
    heard = listen(when("demain 10h30", value="2026-11-25T10:30:00+01:00", has_day=True))
    assert (heard.day, heard.hour, heard.hour_only) == (date(2026, 11, 25), time(10, 30), False)


def test_an_hour_alone_says_so() -> None:
    heard = listen(when("10h30", value="2026-11-24T10:30:00+01:00", has_day=False))
    assert (heard.hour, heard.hour_only) == (time(10, 30), True)


def test_a_part_of_day_alone_names_no_day() -> None:
    heard = listen(when("le soir", value="2026-11-24", has_day=False, part_of_day="evening"))
    assert (heard.day, heard.part) == (None, "evening")


@pytest.mark.parametrize("intent", ["out_of_scope", "nlu_fallback", "greet"])
@pytest.mark.parametrize(("text", "said"), [("wakha", True), ("non merci", False), ("casa", None)])
def test_yes_and_no_are_heard_in_any_intent(intent: str, text: str, said: bool | None) -> None:
    assert listen(message(text, intent)).yes is said


@pytest.mark.parametrize(
    ("text", "number"), [("2", 2), ("le 2", 2), ("7bes", None), ("10h30", None), ("12345", None)]
)
def test_a_number_stands_alone(text: str, number: int | None) -> None:
    assert listen(message(text)).number == number


def test_a_question_is_no_answer() -> None:
    assert not listen(message("c'est quoi un cv ?", "ask_cv", service="cv-review")).is_answer
    assert listen(message("casa", "ask_center", city="casablanca")).is_answer


def test_a_denied_city_is_not_taken() -> None:
    heard = message("machi casa")
    heard["entities"] = [{"entity": "city", "value": "casablanca", "negated": True}]
    assert listen(heard).cities == ()


def test_a_day_of_the_month_is_the_next_one() -> None:
    assert day_of_month(2) == date(2026, 12, 2)
    assert day_of_month(24) == date(2026, 12, 24)
    assert day_of_month(31) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("c'est pour mon fils", True),
        ("rdv l weldi", True),
        ("اريد موعدا لابنتي", True),
        ("عندي 16 عام", True),
        ("j'ai 22 ans", False),
        ("dans 3 ans", False),
    ],
)
def test_a_child_or_an_age_below_eighteen_is_heard(text: str, minor: bool) -> None:
    assert listen(message(text)).guardian is minor


@pytest.mark.parametrize(
    ("text", "doubt"), [("lundi 25 novembre", "weekday:0"), ("الخميس 25 نونبر", "weekday:3")]
)
def test_the_weekday_that_disagrees_is_heard(text: str, doubt: str) -> None:
    assert listen(when(text, value="2026-11-25", ambiguous="weekday")).doubt == doubt
