"""Everybody at once: the database decides, on both of them."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from bot import clock
from bot.appointments.agenda_file import Content
from bot.appointments.appointment import Appointment, Wanted
from bot.appointments.bookings import Bookings
from bot.appointments.desk import Desk
from bot.errors import BookingError
from bot.memory.database import engine_for

Want = Callable[..., Wanted]
CLIENTS, SLOTS, THREADS = 200, 20, 16
FIRST = datetime(2026, 11, 25, 9)


def racing(url: str, content: Content) -> Desk:
    content["hours"] = {"wednesday": ["09:00-19:00"], "thursday": ["09:00-19:00"]}
    content["counsellors"] = {"salma": content["counsellors"]["salma"]}
    desk = Desk(engine_for(url))
    desk.agendas.put(content)
    return desk


def attempt(book: Callable[[], Appointment]) -> Appointment | str:
    clock.freeze(clock.parse("2026-11-24T08:00"))
    try:
        return book()
    except BookingError as error:
        return type(error).__name__


def test_two_hundred_students_twenty_times(
    any_database_url: str, content: Content, want: Want
) -> None:
    desk = racing(any_database_url, content)
    asked = [
        want(f"student-{n}", (FIRST + timedelta(minutes=30 * (n % SLOTS))).isoformat())
        for n in range(CLIENTS)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(lambda wanted: attempt(lambda: desk.book(wanted)), asked))
    booked = [result for result in results if isinstance(result, Appointment)]
    assert len({each.start for each in booked}) == len(booked) == SLOTS
    assert Counter(r for r in results if isinstance(r, str)) == {"SlotTaken": CLIENTS - SLOTS}


def test_one_message_delivered_many_times_books_once(
    any_database_url: str, content: Content, want: Want
) -> None:
    desk = racing(any_database_url, content)
    wanted = want()
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(lambda _: attempt(lambda: desk.book(wanted)), range(40)))
    assert {result.code for result in results if isinstance(result, Appointment)} == {
        desk.lookup.by_request(wanted.request).code
    }
    assert len(desk.lookup.open_of("s1")) == 1


def test_a_student_in_many_windows_keeps_to_the_limit(
    any_database_url: str, content: Content, want: Want
) -> None:
    desk = racing(any_database_url, content)
    limit = content["rules"]["open_per_student"]
    asked = [want(at=(FIRST + timedelta(minutes=30 * n)).isoformat()) for n in range(SLOTS)]
    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(lambda wanted: attempt(lambda: desk.book(wanted)), asked))
    assert len([result for result in results if isinstance(result, Appointment)]) == limit
    assert len(desk.lookup.open_of("s1")) == limit


def test_swapping_two_appointments_never_loses_one(
    any_database_url: str, content: Content, want: Want
) -> None:
    desk = racing(any_database_url, content)
    bookings = Bookings(engine_for(any_database_url), 3)
    first = bookings.book(want("s1", "2026-11-25T09:00"), ["salma"])
    second = bookings.book(want("s2", "2026-11-25T09:30"), ["salma"])
    moves = [
        (first, want("s1", "2026-11-25T09:30")),
        (second, want("s2", "2026-11-25T09:00")),
    ] * 4
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda pair: attempt(lambda: bookings.move(pair[0], pair[1], ["salma"])), moves
            )
        )
    assert len(desk.lookup.open_of("s1")) == len(desk.lookup.open_of("s2")) == 1
