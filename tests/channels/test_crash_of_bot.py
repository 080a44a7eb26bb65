"""The real bot, killed between the 200 and the reply: nothing comes twice or waits for ever."""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.training import ensure_trained
from tests.channels.conftest import Fakes, ForkingProcess
from tests.channels.forking import SOME
from tests.channels.test_webhooks import CHANNELS, one_text, words
from tests.conversations.conversation import NOW

pytestmark = pytest.mark.slow

KILLS = 20
LONGEST_SECONDS = 0.4
"""About the time that the messages of a round take to answer."""
DATABASE = "db.sqlite3"
MOST_IN_DOUBT = 2
"""Of 162 answers. No platform takes a key that would tell it of a repeat, so an answer is marked as
handed over just before its bytes leave: a kill between the two loses it, and none comes twice."""
SAID = SOME
FIRST = 700_000
UNDISTURBED = 900_000
"""The student whose answers tell what the others must get."""


@pytest.fixture()
def mortal_bot(platform_environment: dict[str, str], tmp_path: Path) -> Iterator[ForkingProcess]:
    ensure_trained()
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / DATABASE}", "BOT_NOW": NOW}
    process = ForkingProcess("serve", {**platform_environment, **database}, tmp_path / "log")
    yield process
    process.close()


def test_bot_killed_at_twenty_random_moments(
    mortal_bot: ForkingProcess, fakes: Fakes, tmp_path: Path
) -> None:
    bot, database = mortal_bot, tmp_path / DATABASE
    # given what an undisturbed student is answered
    wanted = {channel: answers_without_kills(bot, fakes, channel) for channel in CHANNELS}
    moments = random.Random(20261129)
    students = range(FIRST, FIRST + KILLS - len(SAID) + 1)
    for kill in range(KILLS):
        # when each round one student begins, others go on, and all were acknowledged
        for number, text in enumerate(SAID):
            for channel in CHANNELS:
                if FIRST + kill - number in students:
                    body = one_text(channel, FIRST + kill - number, text)
                    assert bot.post(channel, body) == 200
        # and the process dies at any moment after that
        time.sleep(moments.uniform(0, LONGEST_SECONDS))
        bot.kill()
        bot.start()
    # then each student has read what the undisturbed one read, in the same order, never twice
    until_nothing_waits(database)
    time.sleep(1)  # a second answer would come at the same time as the first ones
    missing = 0
    for channel in CHANNELS:
        for student in students:
            read = [words(each) for each in getattr(fakes, channel).to(str(student))]
            lost = len(wanted[channel]) - len(read)
            assert is_part_of(read, wanted[channel]), (channel, student)
            # and what did not arrive was being handed over in the very moment of a kill
            assert 0 <= lost <= in_doubt(database, channel, student), (channel, student)
            missing += lost
    assert missing <= MOST_IN_DOUBT


def until_nothing_waits(database: Path, seconds: float = 120.0) -> None:
    query = (
        "SELECT (SELECT count(*) FROM arrivals) + (SELECT count(*) FROM inbox WHERE state ="
        " 'waiting') + (SELECT count(*) FROM outbox WHERE state = 'waiting')"
    )
    end = time.monotonic() + seconds
    while waiting := number(database, query):
        assert time.monotonic() < end, f"{waiting} rows still wait"
        time.sleep(0.2)


def in_doubt(database: Path, channel: str, student: int) -> int:
    """How many answers were marked as handed over by a process that never heard the platform."""
    query = (
        "SELECT count(*) FROM outbox WHERE channel = ? AND sender_id LIKE ?"
        " AND state = 'sent' AND platform_id IS NULL"
    )
    return number(database, query, channel, f"%{student}")


def number(database: Path, query: str, *values: object) -> int:
    with closing(sqlite3.connect(database, timeout=30)) as connection:
        return int(connection.execute(query, values).fetchone()[0])


def is_part_of(read: list[str], whole: list[str]) -> bool:
    """Whether all that was read stands in the whole, in the same order and no more often."""
    rest = iter(whole)
    return all(each in rest for each in read)


def answers_without_kills(bot: ForkingProcess, fakes: Fakes, channel: str) -> list[str]:
    for text in SAID:
        assert bot.post(channel, one_text(channel, UNDISTURBED, text)) == 200
    last = bot.post(channel, one_text(channel, UNDISTURBED + 1, "salam"))
    assert last == 200
    fake = getattr(fakes, channel)
    fake.wait(1, str(UNDISTURBED + 1))  # turns are taken in their order, so all are answered
    time.sleep(1)
    return [words(each) for each in fake.to(str(UNDISTURBED))]
