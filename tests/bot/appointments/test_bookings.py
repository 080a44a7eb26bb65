from collections.abc import Callable

import pytest

from bot import clock
from bot.appointments.appointment import CANCELLED, Wanted
from bot.appointments.desk import Desk
from bot.errors import NoSuchAppointment, NotOffered, SlotTaken, StudentBusy, TooManyOpen

Want = Callable[..., Wanted]


def test_a_booking_is_found_again(desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    assert desk.lookup.open_of("s1") == [booked]
    assert desk.lookup.by_code(booked.code) == booked
    assert booked.code.isdecimal() and len(booked.code) == 6
    assert booked.begins.isoformat() == "2026-11-25T10:30:00+01:00"


def test_no_counsellor_has_two_at_once(desk: Desk, want: Want) -> None:
    first, second = desk.book(want("s1")), desk.book(want("s2"))
    assert first.counsellor != second.counsellor
    with pytest.raises(SlotTaken):
        desk.book(want("s3"))


def test_a_longer_appointment_keeps_the_next_one_out(desk: Desk, want: Want) -> None:
    desk.book(want("s1", "2026-11-25T10:30", service="orientation", minutes=45))
    with pytest.raises(SlotTaken):  # only one counsellor does orientation, busy until 11:15
        desk.book(want("s2", "2026-11-25T11:00", service="orientation", minutes=45))
    assert desk.book(want("s2", "2026-11-25T11:30", service="orientation", minutes=45)).is_open


def test_the_constraint_decides_even_when_nobody_looked(desk: Desk, want: Want) -> None:
    desk.bookings.book(want("s1"), ["salma"])
    with pytest.raises(SlotTaken):
        desk.bookings.book(want("s2"), ["salma"])
    assert desk.bookings.book(want("s2"), ["salma", "karim"]).counsellor == "karim"


def test_a_student_is_in_one_place_at_a_time(desk: Desk, want: Want) -> None:
    desk.book(want())
    with pytest.raises(StudentBusy):
        desk.book(want(center="marrakech-istaht"))


def test_a_repeated_request_books_once(desk: Desk, want: Want) -> None:
    wanted = want()
    assert desk.book(wanted) == desk.book(wanted)
    assert len(desk.lookup.open_of("s1")) == 1


def test_the_limit_of_open_appointments_frees_itself(desk: Desk, want: Want) -> None:
    for hour in ("09:00", "10:00", "11:00"):
        desk.book(want(at=f"2026-11-25T{hour}"))
    with pytest.raises(TooManyOpen):
        desk.book(want(at="2026-11-26T09:00"))
    clock.freeze(clock.parse("2026-11-25T09:01"))  # the first has begun
    assert desk.book(want(at="2026-11-26T09:00")).is_open


def test_moving_keeps_code_and_frees_the_old_time(desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    moved = desk.move(booked, want(at="2026-11-26T14:00"))
    assert (moved.id, moved.code, moved.sequence) == (booked.id, booked.code, 1)
    assert len(desk.lookup.open_of("s1")) == 1
    assert desk.bookings.book(want("s2"), [booked.counsellor]).start == booked.start


def test_moving_by_less_than_its_length_is_possible(desk: Desk, want: Want) -> None:
    booked = desk.book(want(service="interest-test", minutes=60))
    moved = desk.move(booked, want(at="2026-11-25T11:00", service="interest-test", minutes=60))
    assert moved.start.hour == 11


def test_a_move_that_fails_leaves_the_old_time(desk: Desk, want: Want) -> None:
    booked = desk.book(want("s1"))
    desk.book(want("s2", "2026-11-26T09:00"))
    desk.book(want("s3", "2026-11-26T09:00"))
    with pytest.raises(SlotTaken):
        desk.move(booked, want("s1", "2026-11-26T09:00"))
    assert desk.lookup.open_of("s1") == [booked]


def test_a_repeated_move_moves_once(desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    there = want(at="2026-11-26T14:00")
    assert desk.move(booked, there) == desk.move(booked, there)
    assert desk.lookup.by_code(booked.code).sequence == 1


def test_cancelling_frees_the_time_and_is_repeatable(desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    cancelled = desk.cancel(booked)
    assert cancelled.status == CANCELLED
    assert desk.cancel(booked) == cancelled
    assert desk.lookup.open_of("s1") == []
    assert desk.bookings.book(want("s2"), [booked.counsellor]).is_open


def test_a_cancelled_appointment_cannot_be_moved(desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    desk.cancel(booked)
    with pytest.raises(NoSuchAppointment):
        desk.move(booked, want(at="2026-11-26T14:00"))


def test_times_outside_the_calendar_are_refused_with_a_reason(desk: Desk, want: Want) -> None:
    with pytest.raises(NotOffered) as refused:
        desk.book(want(at="2026-11-25T03:00"))
    assert refused.value.reason == "outside"


def test_a_forgotten_student_is_in_no_row(desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    desk.bookings.forget("s1")
    left = desk.lookup.by_code(booked.code)
    assert left.status == CANCELLED
    assert left.student != "s1"


def test_all_students_of_a_full_hour_are_told_of_the_nearest(desk: Desk, want: Want) -> None:
    desk.book(want("s1"))
    desk.book(want("s2"))
    nearest = desk.nearest("tanger-universite", "cv-review", want().start, 3)
    assert [f"{start:%H:%M}" for start in nearest] == ["09:30", "10:00", "11:00"]
