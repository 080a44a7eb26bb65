"""Properties that hold for any text."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import clock
from bot.understanding.dates import Moment, find
from bot.understanding.dates.lexicon import lexicon

NOW = clock.parse("2026-11-24T10:00")
WORDS = sorted(lexicon().words) + [str(number) for number in range(40)]
GAPS = [" ", " ", " ", ", ", ". ", "-", "/", ":", "h", "", "\n", " le ", " و", "ال"]


def hold(text: str, now: datetime, moments: list[Moment]) -> None:
    end = 0
    for moment in moments:
        assert end <= moment.start < moment.end <= len(text)
        end = moment.end
        if moment.grain == "day":
            assert date.fromisoformat(moment.value) >= now.date()
            assert not moment.has_time
        else:
            said = datetime.fromisoformat(moment.value)
            assert said.utcoffset() is not None
            assert said >= now.replace(second=0, microsecond=0)
            assert moment.has_time


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    hold(text, NOW, find(text, NOW))


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), max_size=12),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31)),
    st.sampled_from([None, "fr", "ar", "ary-Arab", "ary-Latn"]),
)
@settings(max_examples=1500, deadline=None)
def test_any_words_of_time_are_read(
    words: list[tuple[str, str]], wall: datetime, language: str | None
) -> None:
    text = "".join(word + gap for word, gap in words)
    now = wall.replace(tzinfo=clock.ZONE)
    hold(text, now, find(text, now, language))


@pytest.mark.parametrize(
    "piece", ["demain ", "1", "10h ", "و", "م3ا ", "\u202e", "l'", "10/", "🙂"]
)
def test_a_hundred_thousand_characters_are_read_in_bounded_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    hold(text, NOW, find(text, NOW))
    assert time.perf_counter() - begin < 1


def test_a_naive_text_uses_the_clock_of_the_program() -> None:
    clock.freeze(NOW)
    try:
        assert [each.value for each in find("demain")] == ["2026-11-25"]
    finally:
        clock.freeze(None)


@pytest.mark.parametrize(
    ("text", "has_day", "has_time", "grain", "part", "ambiguous"),
    [
        ("demain", True, False, "day", None, None),
        ("demain matin", True, False, "day", "morning", None),
        ("demain à 10h", True, True, "minute", None, None),
        ("10h30", False, True, "minute", None, None),
        ("m3a 3", False, True, "minute", None, "half_of_day"),
        ("m3a 3 d l3chia", False, True, "minute", "afternoon", None),
        ("l3chia", False, False, "day", "afternoon", "part_of_day"),
        ("بعد صلاة الجمعة", True, False, "day", "afternoon", "prayer"),
        ("mardi 25 novembre", True, False, "day", None, "weekday"),
        ("aujourd'hui à 8h du matin", True, False, "day", "morning", "past"),
    ],
)
def test_what_was_said_is_told(
    text: str, has_day: bool, has_time: bool, grain: str, part: str | None, ambiguous: str | None
) -> None:
    (moment,) = find(text, NOW)
    assert (moment.has_day, moment.has_time) == (has_day, has_time)
    assert (moment.grain, moment.part_of_day, moment.ambiguous) == (grain, part, ambiguous)


def test_an_hour_takes_the_day_named_apart_from_it() -> None:
    assert [each.value for each in find("demain je suis libre, vers 14h", NOW)] == [
        "2026-11-25",
        "2026-11-25T14:00:00+01:00",
    ]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("sebt 10", "ary-Latn", "2026-11-28T10:00:00+01:00"),
        ("samedi 10", "fr", "2026-12-10"),
        ("tlat 8", "ary-Latn", "2026-12-08"),
    ],
)
def test_a_number_after_a_weekday_is_read_by_language(text: str, language: str, value: str) -> None:
    assert [each.value for each in find(text, NOW, language)] == [value]


@pytest.mark.parametrize(
    ("now", "text", "value"),
    [
        ("2026-11-27T10:00", "vendredi", "2026-12-04"),
        ("2026-11-27T10:00", "nhar jem3a", "2026-12-04"),
        ("2026-11-27T10:00", "demain", "2026-11-28"),
        ("2026-11-27T10:00", "lundi prochain", "2026-11-30"),
        ("2026-11-30T10:00", "demain", "2026-12-01"),
        ("2026-11-30T10:00", "غدا", "2026-12-01"),
        ("2026-11-30T10:00", "le 6", "2026-12-06"),
        ("2026-11-30T10:00", "nhar 31", "2026-12-31"),
        ("2026-12-31T10:00", "demain", "2027-01-01"),
        ("2026-12-31T10:00", "nhar 3 f chhar 1", "2027-01-03"),
        ("2026-12-31T10:00", "dans une semaine", "2027-01-07"),
        ("2026-12-31T23:30", "dans une heure", "2027-01-01T00:30:00+01:00"),
        ("2027-02-10T10:00", "demain à 10h", "2027-02-11T10:00:00+00:00"),
        ("2027-02-10T10:00", "15/03 à 10h", "2027-03-15T10:00:00+01:00"),
        ("2027-02-05T10:00", "lundi à 10h", "2027-02-08T10:00:00+00:00"),
        ("2027-03-13T10:00", "ghedda m3a 11", "2027-03-14T11:00:00+01:00"),
        ("2028-02-28T10:00", "demain", "2028-02-29"),
        ("2026-11-24T10:00", "29 fevrier", "2028-02-29"),
        ("2026-11-24T10:00", "29/02/2027", None),
        ("2026-11-24T16:00", "10h", "2026-11-25T10:00:00+01:00"),
        ("2026-11-24T16:00", "m3a 3", "2026-11-25T15:00:00+01:00"),
        ("2026-11-24T16:00", "ce matin", None),
    ],
)
def test_the_value_follows_from_now(now: str, text: str, value: str | None) -> None:
    values = [each.value for each in find(text, clock.parse(now))]
    assert values == ([value] if value else [])
