"""SIGKILL while bookings are made: nothing half done, nothing confirmed lost, no reminder twice."""

import random
import subprocess
import sys
import time

import pytest
import sqlalchemy as sa

from bot import clock
from bot.appointments.desk import desk_for
from bot.appointments.tables import appointments, cells
from bot.memory.database import engine_for, reading
from bot.messages.outbox import REMINDER, outbox
from bot.settings import ROOT
from tests.bot.appointments.booking_loop import BOOKINGS

pytestmark = pytest.mark.slow

SEED = 20261124
LEAST, MOST = 10, 40  # bookings between two kills


def until_killed(url: str, begin: int, books: int) -> list[str]:
    """Run the loop, kill it at a random moment after so many bookings; return what it confirmed."""
    command = [sys.executable, "-m", "tests.bot.appointments.booking_loop", url, str(begin)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    confirmed = [child.stdout.readline().strip() for _ in range(books)]
    time.sleep(random.random() / 50)
    child.kill()
    rest = child.stdout.read().splitlines()
    child.wait()
    return [line for line in [*confirmed, *rest] if line]


def test_nothing_is_half_done_and_nothing_confirmed_is_lost(any_database_url: str) -> None:
    random.seed(SEED)
    clock.freeze(clock.parse("2026-11-23T08:00"))
    desk_for(any_database_url)  # the tables
    confirmed: list[str] = []
    kills = 0
    while "all" not in confirmed:
        # the last one is asked again, as a student does who saw no answer
        begin = int(confirmed[-1]) if confirmed else 0
        confirmed += until_killed(any_database_url, begin, random.randint(LEAST, MOST))
        kills += 1
    with reading(engine_for(any_database_url)) as connection:
        booked = list(connection.execute(sa.select(appointments.c.request)).scalars())
        taken = connection.execute(
            sa.select(cells.c.appointment, sa.func.count()).group_by(cells.c.appointment)
        ).all()
        reminders = list(
            connection.execute(sa.select(outbox.c.key).where(outbox.c.kind == REMINDER)).scalars()
        )
    assert kills > BOOKINGS // (2 * MOST)
    numbers = {number for number in confirmed if number != "all"}
    assert {f"request-{number}" for number in numbers} == set(booked)
    assert len(booked) == len(set(booked)) == len(taken) == BOOKINGS
    assert {count for _, count in taken} == {6}  # thirty minutes are six cells
    assert len(reminders) == len(set(reminders)) == 2 * BOOKINGS
