"""A process that is killed between the 200 and the reply loses nothing and says nothing twice."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.channels.conftest import Fakes, ForkingProcess
from tests.channels.test_webhooks import CHANNELS, one_text, words

pytestmark = pytest.mark.slow

KILLS = 20
LONGEST_SECONDS = 0.25


def test_killed_at_twenty_random_moments(
    platform_environment: dict[str, str], fakes: Fakes, tmp_path: Path
) -> None:
    process = ForkingProcess(
        "echo",
        {
            **platform_environment,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
            "ECHO_SECONDS": "0.02",
        },
        tmp_path / "log",
    )
    moments = random.Random(20261124)
    accepted: dict[str, list[str]] = {channel: [] for channel in CHANNELS}
    try:
        for kill in range(KILLS):
            # given messages of several students that were acknowledged
            for number in range(3):
                for channel in CHANNELS:
                    text = f"k{kill}n{number}"
                    body = one_text(channel, 700 + number, text)
                    assert process.post(channel, body) == 200
                    accepted[channel].append(text)
            # when the process dies at any moment after that
            time.sleep(moments.uniform(0, LONGEST_SECONDS))
            process.kill()
            process.start()
        # then each is answered once
        for channel in CHANNELS:
            getattr(fakes, channel).wait(len(accepted[channel]), seconds=60)
        time.sleep(1)  # a second answer would come at the same time as the first ones
        for channel in CHANNELS:
            said = Counter(words(each).split()[-1] for each in getattr(fakes, channel).sent)
            assert said == Counter(accepted[channel])
            for number in range(3):
                ours = getattr(fakes, channel).to(str(700 + number))
                order = [int(words(each).split()[-1][1:].split("n")[0]) for each in ours]
                assert order == sorted(order)
    finally:
        process.close()
