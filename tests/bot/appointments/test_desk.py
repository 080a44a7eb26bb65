from collections.abc import Callable
from datetime import date, datetime

from bot.appointments.agenda_file import Content
from bot.appointments.appointment import Wanted
from bot.appointments.desk import Desk

CENTER = "tanger-universite"
Want = Callable[..., Wanted]


def test_days_without_anything_free_are_left_out(desk: Desk, content: Content) -> None:
    content["closures"] = [{"from": "2026-11-25", "to": "2026-11-26"}]
    desk.agendas.put(content)
    assert [day.day for day in desk.days(CENTER, "cv-review", 4)] == [24, 27, 28, 30]


def test_a_blocked_time_is_not_offered(desk: Desk) -> None:
    desk.agendas.block(
        "salma", datetime(2026, 11, 25, 9), datetime(2026, 11, 25, 12, 30), "training"
    )
    hours = desk.hours(CENTER, "orientation", date(2026, 11, 25))
    assert f"{hours[0]:%H:%M}" == "13:30"
    assert desk.is_free(CENTER, "cv-review", datetime(2026, 11, 25, 10, 30))  # karim is there


def test_a_loaded_agenda_is_in_force_at_once(desk: Desk, content: Content) -> None:
    content["rules"] = {**content["rules"], "notice_minutes": 240}
    desk.agendas.put(content)
    assert f"{desk.hours(CENTER, 'cv-review', date(2026, 11, 24))[0]:%H:%M}" == "12:00"


def test_a_taken_hour_disappears_and_returns(desk: Desk, want: Want) -> None:
    booked = [desk.book(want("s1")), desk.book(want("s2"))]
    at = booked[0].start
    assert not desk.is_free(CENTER, "cv-review", at)
    desk.cancel(booked[0])
    assert desk.is_free(CENTER, "cv-review", at)


def test_services_are_those_of_the_centre(desk: Desk, content: Content) -> None:
    content["counsellors"] = {"karim": content["counsellors"]["karim"]}
    desk.agendas.put(content)
    assert desk.services(CENTER) == ["cv-review"]
    assert desk.services("marrakech-istaht") == []


def test_what_is_nearest_lies_within_what_can_be_booked(desk: Desk) -> None:
    def days(wanted: datetime) -> set[date]:
        return {start.date() for start in desk.nearest(CENTER, "cv-review", wanted, 3)}

    assert days(datetime(2027, 11, 6, 10)) == {date(2027, 1, 23)}  # a Saturday, 60 days ahead
    assert days(datetime(2025, 11, 6, 10)) == {date(2026, 11, 24)}
    assert days(datetime(2026, 12, 1, 10)) == {date(2026, 12, 1)}
