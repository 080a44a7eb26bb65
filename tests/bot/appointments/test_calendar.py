from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import clock
from bot.appointments.agenda import Agenda
from bot.appointments.agenda_file import FILE, Content, parse, read_yaml
from bot.appointments.calendar import Calendar, Refusal, aware, exists_once
from bot.appointments.holidays import in_ramadan

CENTER = "tanger-universite"
DEMO = parse(read_yaml(FILE))
SERVICES = tuple(DEMO.minutes)


def starts(agenda: Agenda, day: str, service: str = "cv-review") -> list[str]:
    calendar = Calendar(agenda)
    slots = calendar.slots(agenda.counsellors["salma"], service, date.fromisoformat(day))
    return [f"{slot.start:%H:%M}" for slot in slots]


def test_a_day_has_its_hours_without_the_break(agenda: Agenda) -> None:
    assert starts(agenda, "2026-11-25", "orientation") == [
        *("09:00", "09:30", "10:00", "10:30", "11:00", "11:30"),
        *("13:30", "14:00", "14:30", "15:00", "15:30"),
    ]


def test_friday_leaves_the_prayer_free(agenda: Agenda) -> None:
    assert "11:30" in starts(agenda, "2026-11-27")
    assert not {"12:00", "12:30", "13:00", "13:30"} & set(starts(agenda, "2026-11-27"))


def test_breaks_hold_against_longer_hours(content: Content) -> None:
    content["hours"] = {"friday": ["09:00-17:00"]}
    assert not {"11:45", "12:00", "13:30"} & set(starts(parse(content), "2026-11-27"))
    assert "14:00" in starts(parse(content), "2026-11-27")


@pytest.mark.parametrize("day", ["2027-01-01", "2027-01-11", "2027-01-14", "2026-11-29"])
def test_holidays_and_sundays_are_closed(agenda: Agenda, day: str) -> None:
    assert starts(agenda, day) == []


def test_ramadan_has_its_own_hours(agenda: Agenda) -> None:
    assert starts(agenda, "2027-02-15")[-1] == "14:30"
    assert starts(agenda, "2027-02-13") == []  # a Saturday


def test_closures_and_leave_are_closed(content: Content) -> None:
    content["closures"] = [{"center": CENTER, "from": "2026-12-01", "to": "2026-12-02"}]
    content["counsellors"]["salma"]["leave"] = [{"from": "2026-12-03"}]
    agenda = parse(content)
    assert [starts(agenda, f"2026-12-0{n}") == [] for n in (1, 2, 3, 4)] == [True] * 3 + [False]


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        ("2026-11-23T10:00", Refusal.PAST),
        ("2026-11-24T08:30", Refusal.TOO_SOON),
        ("2027-03-01T10:00", Refusal.TOO_FAR),
        ("2027-01-11T10:00", Refusal.HOLIDAY),
        ("2026-11-29T10:00", Refusal.CLOSED),
        ("2026-11-25T18:00", Refusal.OUTSIDE),
        ("2026-11-25T10:10", Refusal.OUTSIDE),
        ("2026-11-25T10:30", None),
    ],
)
def test_each_refusal_has_its_reason(agenda: Agenda, at: str, reason: Refusal | None) -> None:
    asked = datetime.fromisoformat(at)
    assert Calendar(agenda).refusal(CENTER, "cv-review", asked, clock.now()) is reason


def test_skipped_and_repeated_hours_are_told_from_ordinary_ones() -> None:
    # The clock goes back to UTC on 7 February 2027 at 3:00 and forward on 14 March at 2:00.
    assert not exists_once(datetime(2027, 2, 7, 2, 30))
    assert not exists_once(datetime(2027, 3, 14, 2, 30))
    assert exists_once(datetime(2027, 2, 7, 3, 30))
    assert exists_once(datetime(2027, 3, 14, 10, 30))


@given(
    day=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    service=st.sampled_from(SERVICES),
    moment=st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)),
)
@settings(max_examples=300, deadline=None)
def test_nothing_is_offered_where_nobody_receives(
    day: date, service: str, moment: datetime
) -> None:
    calendar = Calendar(DEMO)
    counsellor = DEMO.counsellors["tanger-ofppt-1"]
    slots = list(calendar.slots(counsellor, service, day))
    if slots:
        assert calendar.holiday(day) is None
        assert day.weekday() != 6
    closing = 15 * 60 if in_ramadan(day) else 16 * 60 + 30
    for slot in slots:
        minute = slot.start.hour * 60 + slot.start.minute
        assert minute >= 9 * 60 and minute + slot.minutes <= closing
        if day.weekday() == 4:
            assert minute + slot.minutes <= 12 * 60 or minute >= 14 * 60
        # the wall clock shows it once, and the end is as far away as the appointment is long
        assert exists_once(slot.start)
        end = slot.start + timedelta(minutes=slot.minutes)
        assert aware(end).timestamp() - aware(slot.start).timestamp() == slot.minutes * 60
        now = clock.parse(moment.isoformat())
        if calendar.bookable(slot.start, now) is None:
            assert aware(slot.start).timestamp() - now.timestamp() >= 3600
            assert (day - now.date()).days <= DEMO.rules.horizon_days


@given(
    begins=st.integers(0, 22 * 12),
    length=st.integers(1, 12),
    day=st.sampled_from([date(2027, 2, 7), date(2027, 3, 14)]),
)
@settings(max_examples=200, deadline=None)
def test_round_the_change_of_the_clock_nothing_is_skipped_or_repeated(
    begins: int, length: int, day: date
) -> None:
    opens, closes = timedelta(minutes=5 * begins), timedelta(minutes=5 * begins + 5 * length)
    span = f"{_clock(opens)}-{_clock(closes)}"
    content: Content = {
        **read_yaml(FILE),
        "hours": {"sunday": [span]},
        "ramadan_hours": {"sunday": [span]},
    }
    agenda = parse(content)
    counsellor = agenda.counsellors["tanger-ofppt-1"]
    for slot in Calendar(agenda).slots(counsellor, "cv-review", day):
        assert aware(slot.start).replace(tzinfo=None) == slot.start
        assert slot.start.hour != 2


def _clock(offset: timedelta) -> str:
    return f"{datetime(2000, 1, 1) + offset:%H:%M}"
