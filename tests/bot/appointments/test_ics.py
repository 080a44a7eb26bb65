"""Every file is read back by two libraries, with the hour that the wall clock shows."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
import vobject

from bot.appointments.appointment import Appointment, Wanted
from bot.appointments.desk import Desk
from bot.appointments.ics import counsellor_feed, google_link, student_file

Want = Callable[..., Wanted]
TITLE = "Career Center : CV, lettre; été"
PLACE = "Tanger, Boukhalef"
# The last day on GMT+1, the first on GMT, the middle of Ramadan, the first day back on GMT+1.
DAYS = ["2026-11-25T10:30", "2027-02-06T10:30", "2027-02-08T10:30", "2027-02-25T10:30"]
OFFSET = {"2027-02-08T10:30": 0, "2027-02-25T10:30": 0}


def appointment(desk: Desk, want: Want, at: str) -> Appointment:
    wanted = want(at=at)
    return desk.bookings.book(wanted, ["salma"])


@pytest.mark.parametrize("at", DAYS)
def test_both_libraries_read_the_same_local_time(desk: Desk, want: Want, at: str) -> None:
    booked = appointment(desk, want, at)
    file = student_file(booked, TITLE, PLACE)
    event = icalendar.Calendar.from_ical(file).walk("VEVENT")[0]
    start = event.decoded("dtstart")
    assert start.replace(tzinfo=None) == datetime.fromisoformat(at)
    assert start.utcoffset() == timedelta(hours=OFFSET.get(at, 1))
    other = vobject.readOne(file.decode()).vevent
    assert other.dtstart.value.replace(tzinfo=None) == datetime.fromisoformat(at)
    assert other.dtstart.value.utcoffset() == timedelta(hours=OFFSET.get(at, 1))
    assert other.summary.value == TITLE
    assert other.location.value == PLACE


@pytest.mark.parametrize("at", DAYS)
def test_a_file_survives_being_written_again_by_each_library(
    desk: Desk, want: Want, at: str
) -> None:
    file = student_file(appointment(desk, want, at), TITLE, PLACE)
    first = icalendar.Calendar.from_ical(file)
    again = icalendar.Calendar.from_ical(first.to_ical())
    theirs = icalendar.Calendar.from_ical(vobject.readOne(first.to_ical().decode()).serialize())
    for read in (again, theirs):
        ours, event = first.walk("VEVENT")[0], read.walk("VEVENT")[0]
        for name in ("UID", "SEQUENCE", "SUMMARY", "LOCATION", "STATUS"):
            assert event[name] == ours[name]
        for name in ("dtstart", "dtend"):
            assert event.decoded(name) == ours.decoded(name)
            assert event.decoded(name).utcoffset() == timedelta(hours=OFFSET.get(at, 1))
        assert read["METHOD"] == first["METHOD"]


def test_the_zone_is_in_the_file(desk: Desk, want: Want) -> None:
    booked = appointment(desk, want, "2027-02-25T10:30")
    calendar = icalendar.Calendar.from_ical(student_file(booked, TITLE, PLACE))
    zone = calendar.walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Africa/Casablanca"
    event = calendar.walk("VEVENT")[0]
    assert event["DTSTART"].params["TZID"] == "Africa/Casablanca"
    # a reader without a database of zones of its own gets the same from the file alone
    assert zone.to_tz().utcoffset(datetime(2027, 2, 25, 10, 30)) == timedelta(0)


def test_a_move_and_a_cancellation_replace_the_entry(desk: Desk, want: Want) -> None:
    booked = appointment(desk, want, "2026-11-25T10:30")
    moved = desk.move(booked, want(at="2026-11-26T11:00"))
    cancelled = desk.cancel(moved)
    read = [
        icalendar.Calendar.from_ical(student_file(each, TITLE, PLACE))
        for each in (booked, moved, cancelled)
    ]
    events = [calendar.walk("VEVENT")[0] for calendar in read]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
    assert [str(calendar["METHOD"]) for calendar in read] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [str(event["STATUS"]) for event in events][2] == "CANCELLED"


def test_lines_are_short_and_end_as_the_standard_says(desk: Desk, want: Want) -> None:
    file = student_file(appointment(desk, want, "2026-11-25T10:30"), "é" * 200, PLACE)
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))


def test_a_feed_says_nothing_of_the_student(desk: Desk, want: Want) -> None:
    booked = desk.bookings.book(want("whatsapp:secret-student"), ["salma"])
    feed = counsellor_feed([booked], {"cv-review": "CV"})
    assert b"secret-student" not in feed
    assert vobject.readOne(feed.decode()).vevent.summary.value == f"CV ({booked.code})"


def test_an_empty_feed_is_a_calendar() -> None:
    assert icalendar.Calendar.from_ical(counsellor_feed([], {})).walk("VEVENT") == []


def test_the_google_link_holds_wall_time_and_zone(desk: Desk, want: Want) -> None:
    booked = appointment(desk, want, "2027-02-25T10:30")
    query = parse_qs(urlsplit(google_link(booked, TITLE, PLACE)).query)
    assert query["dates"] == ["20270225T103000/20270225T110000"]
    assert query["ctz"] == ["Africa/Casablanca"]
    assert query["text"] == [TITLE]
