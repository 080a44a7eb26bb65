from datetime import date, datetime

import pytest

from bot import clock
from bot.errors import DataError
from bot.speaking.dates import read, say_day, say_moment
from bot.understanding.language import VARIETIES

MOMENT = datetime(2026, 11, 25, 10, 30)


@pytest.fixture(autouse=True)
def frozen_clock():
    clock.freeze(clock.parse("2026-11-24T08:00"))
    yield
    clock.freeze(None)


@pytest.mark.parametrize(
    ("variety", "said"),
    [
        ("fr", "mercredi 25 novembre à 10:30"),
        ("ar", "الأربعاء 25 نونبر على الساعة 10:30"),
        ("ary-Arab", "نهار لاربعا 25 نونبر مع 10:30"),
        ("ary-Latn", "nhar larb3a 25 novembre m3a 10:30"),
    ],
)
def test_a_moment_has_weekday_date_and_hour(variety: str, said: str) -> None:
    assert say_moment(MOMENT, variety) == said


def test_the_year_is_said_when_it_is_another() -> None:
    assert say_day(date(2027, 1, 1), "fr") == "vendredi 1er janvier 2027"


@pytest.mark.parametrize("variety", VARIETIES)
def test_no_two_days_of_a_year_are_said_alike(variety: str) -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(365)]
    assert len({say_day(day, variety) for day in days}) == 365


def test_a_missing_word_is_named(tmp_path) -> None:
    file = tmp_path / "dates.yml"
    file.write_text("fr: {weekdays: [lundi]}\n")
    with pytest.raises(DataError, match=r"fr\.weekdays"):
        read(file)
