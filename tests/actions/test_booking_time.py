"""Day and hour of a booking, as they were said or as they can only be meant after the question."""

from datetime import date, datetime, time
from typing import Any

import pytest

from actions.booking_draft import DAY, HOUR, Draft
from actions.booking_heard import listen
from actions.booking_time import take_time
from bot import clock
from bot.understanding.dates import find

pytestmark = pytest.mark.usefixtures("frozen_clock")

THURSDAY = date(2026, 11, 26)
MONDAY = date(2026, 11, 30)


def said(text: str, language: str) -> dict[str, Any]:
    times = [
        {
            "entity": "datetime",
            "start": each.start,
            "end": each.end,
            "value": each.value,
            "part_of_day": each.part_of_day,
            "has_day": each.has_day,
        }
        for each in find(text, clock.now(), language)
    ]
    return {"text": text, "intent": {"name": "inform"}, "entities": times}


def taken(text: str, language: str, asked: str, draft: Draft | None = None) -> Draft:
    draft = draft or Draft()
    take_time(listen(said(text, language)), draft, asked, lambda: None)
    return draft


@pytest.mark.parametrize(
    ("text", "language", "hour"),
    [
        ("الرابعة", "ar", time(16)),
        ("العاشرة والنصف", "ar", time(10, 30)),
        ("العشرة ونص", "ary-Arab", time(10, 30)),
        ("10", "fr", time(10)),
        ("9 w nss", "ary-Latn", time(9, 30)),
    ],
)
def test_a_bare_word_is_an_hour_once_it_was_asked_for(text: str, language: str, hour: time) -> None:
    shown = tuple(f"2026-11-26T{hour:02}:00" for hour in range(9, 17))
    draft = taken(text, language, HOUR, Draft(day=THURSDAY, offered=shown))
    assert (draft.day, draft.hour) == (THURSDAY, hour)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [("tlata", "ary-Latn", date(2026, 12, 1)), ("26", "fr", THURSDAY)],
)
def test_a_bare_word_is_a_day_once_it_was_asked_for(text: str, language: str, day: date) -> None:
    assert taken(text, language, DAY).day == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("la semaine prochaine", "fr"),
        ("الأسبوع القادم", "ar"),
        ("السيمانة الجاية", "ary-Arab"),
        ("simana jaya", "ary-Latn"),
    ],
)
def test_next_week_begins_on_monday(text: str, language: str) -> None:
    draft = taken(text, language, DAY, Draft(day=THURSDAY, hour=time(10)))
    assert (draft.since, draft.day, draft.hour) == (MONDAY, None, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("n'importe quel jour", "fr"),
        ("le plus tôt possible", "fr"),
        ("أي يوم", "ar"),
        ("أي نهار", "ary-Arab"),
        ("chi nhar", "ary-Latn"),
    ],
)
def test_any_time_wishes_for_what_is_nearest(text: str, language: str) -> None:
    assert taken(text, language, DAY).wish == datetime(2026, 11, 24, 10)
    assert taken(text, language, DAY, Draft(since=MONDAY)).wish == datetime(2026, 11, 30, 9)
    assert taken(text, language, HOUR, Draft(day=THURSDAY)).wish == datetime(2026, 11, 26, 9)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("pas jeudi, vendredi", "fr"),
        ("la machi lkhmis, jem3a", "ary-Latn"),
        ("لا ماشي الخميس، الجمعة", "ary-Arab"),
        ("ليس الخميس، الجمعة", "ar"),
    ],
)
def test_a_day_that_is_ruled_out_is_not_taken(text: str, language: str) -> None:
    assert taken(text, language, HOUR, Draft(day=THURSDAY)).day == date(2026, 11, 27)


def test_the_afternoon_takes_back_an_hour_of_the_morning() -> None:
    draft = taken("l'après-midi", "fr", HOUR, Draft(day=THURSDAY, hour=time(9)))
    assert (draft.part, draft.hour) == ("afternoon", None)
    kept = taken("l'après-midi", "fr", HOUR, Draft(day=THURSDAY, hour=time(15)))
    assert kept.hour == time(15)


@pytest.mark.parametrize(
    ("text", "language", "moment"),
    [
        ("le premier", "fr", datetime(2026, 11, 30, 9)),
        ("الثاني", "ar", datetime(2026, 11, 30, 9, 30)),
        ("اللول", "ary-Arab", datetime(2026, 11, 30, 9)),
        ("tani", "ary-Latn", datetime(2026, 11, 30, 9, 30)),
    ],
)
def test_a_time_that_was_offered_is_chosen_by_its_place(
    text: str, language: str, moment: datetime
) -> None:
    draft = Draft(offered=("2026-11-30T09:00", "2026-11-30T09:30"), wish=datetime(2026, 11, 30))
    assert taken(text, language, DAY, draft).start == moment


@pytest.mark.parametrize(
    ("text", "language"),
    [("le deuxième", "fr"), ("الثاني", "ar"), ("التاني", "ary-Arab"), ("tani", "ary-Latn")],
)
def test_an_hour_that_was_offered_is_chosen_by_its_place(text: str, language: str) -> None:
    shown = ("2026-11-26T09:00", "2026-11-26T09:30")
    draft = taken(text, language, HOUR, Draft(day=THURSDAY, offered=shown))
    assert draft.hour == time(9, 30)


def test_the_first_is_no_hour_and_the_second_in_the_feminine_is() -> None:
    shown = ("2026-11-26T09:00", "2026-11-26T09:30")
    draft = taken("الأول", "ar", HOUR, Draft(day=THURSDAY, offered=shown))
    assert draft.hour == time(9)
    draft = taken("الثانية", "ar", HOUR, Draft(day=THURSDAY, offered=shown))
    assert draft.hour == time(14)


def test_a_day_that_was_offered_is_chosen_by_its_place() -> None:
    draft = taken("le deuxième", "fr", DAY, Draft(offered=("2026-11-25", "2026-11-26")))
    assert (draft.day, draft.hour) == (THURSDAY, None)
    assert taken("le troisième", "fr", DAY, Draft(offered=("2026-11-25",))).day is None
