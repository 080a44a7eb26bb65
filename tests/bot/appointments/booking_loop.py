"""Books one appointment after the other until it is killed; run as a process of its own.

Prints each request once its booking is confirmed. Arguments: database URL, number to begin with.
"""

import sys
from datetime import datetime, timedelta

from bot import clock
from bot.appointments.appointment import Wanted
from bot.appointments.desk import desk_for

CENTERS = ("tanger-universite", "marrakech-istaht", "casablanca-universite", "tanger-ofppt")
FIRST = datetime(2026, 11, 25, 9)
BOOKINGS = 500


def wanted(number: int) -> Wanted:
    """The request of a number: another student, centre and hour each time."""
    week, rest = divmod(number, 4 * 4 * 5 * 5)
    center, rest = rest % 4, rest // 4
    counsellor, rest = rest % 4, rest // 4  # four of them can be booked at the same time
    hour, day = rest % 5, rest // 5
    return Wanted(
        student=f"student-{number}",
        center=CENTERS[center],
        service="cv-review",
        start=FIRST + timedelta(days=7 * week + (day if day < 3 else day + 2), minutes=30 * hour),
        minutes=30,
        request=f"request-{number}",
        variety=("fr", "ar")[(counsellor + week) % 2],
    )


def main() -> None:
    """Book for ever."""
    clock.freeze(clock.parse("2026-11-23T08:00"))
    desk = desk_for(sys.argv[1])
    number = int(sys.argv[2])
    while number < BOOKINGS:
        desk.book(wanted(number))
        print(number, flush=True)
        number += 1
    print("all", flush=True)


if __name__ == "__main__":
    main()
