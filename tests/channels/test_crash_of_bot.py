"""The real bot, killed between the 200 and the reply: nothing is lost, nothing is said twice."""

import random
import time
from collections.abc import Iterator
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
SAID = SOME
FIRST = 700_000
UNDISTURBED = 900_000
"""The student whose answers tell what the others must get."""


@pytest.fixture()
def mortal_bot(platform_environment: dict[str, str], tmp_path: Path) -> Iterator[ForkingProcess]:
    ensure_trained()
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}", "BOT_NOW": NOW}
    process = ForkingProcess("serve", {**platform_environment, **database}, tmp_path / "log")
    yield process
    process.close()


def test_bot_killed_at_twenty_random_moments(mortal_bot: ForkingProcess, fakes: Fakes) -> None:
    bot = mortal_bot
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
    # then each student has read what the undisturbed one read, in the same order, once
    for channel in CHANNELS:
        fake = getattr(fakes, channel)
        for student in students:
            fake.wait(len(wanted[channel]), str(student), seconds=60)
    time.sleep(1)  # a second answer would come at the same time as the first ones
    for channel in CHANNELS:
        for student in students:
            read = [words(each) for each in getattr(fakes, channel).to(str(student))]
            assert read == wanted[channel], (channel, student)


def answers_without_kills(bot: ForkingProcess, fakes: Fakes, channel: str) -> list[str]:
    for text in SAID:
        assert bot.post(channel, one_text(channel, UNDISTURBED, text)) == 200
    last = bot.post(channel, one_text(channel, UNDISTURBED + 1, "salam"))
    assert last == 200
    fake = getattr(fakes, channel)
    fake.wait(1, str(UNDISTURBED + 1))  # turns are taken in their order, so all are answered
    time.sleep(1)
    return [words(each) for each in fake.to(str(UNDISTURBED))]
