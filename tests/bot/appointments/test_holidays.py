from datetime import date

import pytest

from bot.appointments.holidays import holidays, in_ramadan, read
from bot.errors import DataError


def ids(*days: str, confirmed: dict | None = None) -> list[str | None]:
    found = [holidays().on(date.fromisoformat(day), confirmed) for day in days]
    return [each.id if each else None for each in found]


def test_fixed_holidays_come_every_year() -> None:
    assert ids("2026-11-18", "2029-11-18", "2026-10-31") == [
        "independence-day",
        "independence-day",
        "unity-day",
    ]


def test_a_computed_feast_leaves_room_for_the_moon() -> None:
    # Fitr 1448 is computed for 9 March 2027 and may be seen a day later; it lasts two days.
    assert ids("2027-03-08", "2027-03-09", "2027-03-10", "2027-03-11", "2027-03-12") == [
        None,
        "fitr",
        "fitr",
        "fitr",
        None,
    ]


def test_announced_days_replace_the_computed_ones() -> None:
    announced = {"fitr": (date(2027, 3, 10), date(2027, 3, 11))}
    assert ids("2027-03-09", "2027-03-10", "2027-03-11", confirmed=announced) == [
        None,
        "fitr",
        "fitr",
    ]
    assert ids("2028-02-26", confirmed=announced) == ["fitr"]  # the next year is still computed


def test_ramadan_is_computed_until_it_is_announced() -> None:
    assert [in_ramadan(date(2027, 2, day)) for day in (7, 8, 9)] == [False, True, True]
    announced = {"ramadan": (date(2027, 2, 9), date(2027, 3, 9))}
    assert [in_ramadan(date(2027, 2, day), announced) for day in (8, 9)] == [False, True]
    assert not in_ramadan(date(2027, 3, 10), announced)


def test_a_holiday_without_source_is_refused(tmp_path) -> None:
    file = tmp_path / "h.yml"
    file.write_text("fixed:\n- {id: x, month: 1, day: 1, name: {fr: x}}\n")
    with pytest.raises(DataError, match=r"x\.source"):
        read(file)
