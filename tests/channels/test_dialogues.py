"""Whole dialogues in the four varieties through each fake platform, with the real bot.

They are written like those of ``tests/conversations``; ``press`` may also be the place of a button.
"""

import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.channels.conftest import Fakes, Process, Router
from tests.channels.fakes import seen
from tests.channels.fakes.platform import FakePlatform
from tests.channels.fakes.seen import Shown
from tests.channels.test_webhooks import CHANNELS, one_text
from tests.conversations.conversation import Turn, check, read

pytestmark = pytest.mark.slow

FILES = sorted((Path(__file__).parent / "dialogues").glob("*.yml"))
PER_SECOND = {"messenger": 40, "whatsapp": 80, "telegram": 30}
"""What the platforms allow; the fakes refuse more."""
ANSWERED_SECONDS = 60

_WAITING = """
    SELECT (SELECT count(*) FROM arrivals) + count(*) FROM contact_addresses AS a
    LEFT JOIN inbox AS i ON i.sender_id = a.sender_id AND i.state = 'waiting'
    LEFT JOIN outbox AS o ON o.sender_id = a.sender_id AND o.state = 'waiting' AND o.kind = 'reply'
    WHERE a.channel = ? AND a.address = ? AND (i.id IS NOT NULL OR o.id IS NOT NULL)
"""
# Marks around Latin words in Arabic and around Arabic ones; they are not seen.
_DIRECTION = re.compile("[\u200e\u200f\u2066-\u2069]")


class Student:
    """Somebody who writes on one platform and reads what comes back."""

    def __init__(self, bot: Process, fake: FakePlatform, channel: str, id_: int) -> None:
        self._bot, self._fake, self._channel, self._id = bot, fake, channel, str(id_)
        self._read = 0
        self._buttons: list[Shown] = []

    def act(self, turn: Turn) -> list[dict[str, Any]]:
        """Write or press; return the answers in Rasa's vocabulary."""
        if turn.press is None:
            body = one_text(self._channel, int(self._id), str(turn.student))
        else:
            body = seen.pressed(self._channel, self._id, self._button(turn.press))
        assert self._bot.post(self._channel, body) == 200
        self._wait()
        new = [each.message for each in self._fake.to(self._id)[self._read :]]
        self._read += len(new)
        self._buttons = [button for message in new for button in seen.buttons(message)]
        return [as_rasa(message) for message in new]

    def _button(self, which: str | int) -> Shown:
        if isinstance(which, int):
            return self._buttons[which - 1]
        for button in self._buttons:
            title = plain(button.title)
            if title.startswith(which) or which.startswith(title.rstrip("…")):
                return button
        raise AssertionError(f"no button {which!r} among {[b.title for b in self._buttons]}")

    def _wait(self) -> None:
        """Wait until all is answered and sent; the platform's pace may take seconds."""
        limit = time.monotonic() + ANSWERED_SECONDS
        path = self._bot.environment["DATABASE_URL"].removeprefix("sqlite:///")
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30) as database:
            while database.execute(_WAITING, (self._channel, self._id)).fetchone()[0]:
                assert time.monotonic() < limit, "no answer in time"
                time.sleep(0.02)


def as_rasa(message: dict[str, Any]) -> dict[str, Any]:
    shown = [
        {"title": plain(button.title), "payload": f"/{number}"}
        for number, button in enumerate(seen.buttons(message), 1)
    ]
    return {"text": plain(seen.words(message)), "buttons": shown}


def plain(text: str) -> str:
    return _DIRECTION.sub("", text)


@pytest.fixture(scope="module")
def dialogues(
    bot: Process, session_fakes: tuple[Fakes, Router]
) -> Iterator[dict[tuple[str, str], Future[None]]]:
    """All dialogues, those of the four varieties at the same time, each in a centre of its own."""
    fakes, _ = session_fakes
    for channel, per_second in PER_SECOND.items():
        getattr(fakes, channel).forget()
        getattr(fakes, channel).per_second = per_second
    done: dict[tuple[str, str], Future[None]] = {}

    def hold(path: Path, first: int) -> None:
        for number, channel in enumerate(CHANNELS):
            future = done[channel, path.stem]
            student = Student(bot, getattr(fakes, channel), channel, first + number)
            try:
                for turn in read(path).turns:
                    check(turn, student.act(turn))
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(None)

    with ThreadPoolExecutor(len(FILES)) as threads:
        for path in FILES:
            done.update({(channel, path.stem): Future() for channel in CHANNELS})
        for number, path in enumerate(FILES):
            threads.submit(hold, path, 800_000 + 10 * number)
    refused = [what for fake in fakes for what in fake.refused]
    for fake in fakes:
        fake.per_second = FakePlatform.per_second
    yield done
    assert refused == []
    written = bot.log.read_text()
    assert "ERROR" not in written and "Traceback" not in written, written


@pytest.mark.parametrize("variety", [path.stem for path in FILES])
@pytest.mark.parametrize("channel", CHANNELS)
def test_dialogue(
    dialogues: dict[tuple[str, str], Future[None]], channel: str, variety: str
) -> None:
    dialogues[channel, variety].result(timeout=0)
