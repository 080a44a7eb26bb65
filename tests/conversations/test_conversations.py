"""Every dialogue file is held with the served bot, over HTTP."""

from pathlib import Path
from typing import Any

import pytest

from tests.conversations.conversation import Conversation, check, read
from tests.served.process import Served

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(HERE)) for p in FILES])
def test_conversation(students_bot: Served, path: Path) -> None:
    conversation: Conversation = read(path)
    sender = str(path.relative_to(HERE))
    answers: list[dict[str, Any]] = []
    for turn in conversation.turns:
        if turn.kill:
            students_bot.kill()
            students_bot.start()
            continue
        message = turn.student if turn.press is None else payload(turn.press, answers)
        answers = students_bot.say(sender, str(message))
        check(turn, answers)


def payload(title: str, answers: list[dict[str, Any]]) -> str:
    buttons = [button for answer in answers for button in answer.get("buttons") or ()]
    for button in buttons:
        if button["title"].startswith(title):
            return str(button["payload"])
    raise AssertionError(f"no button {title!r} among {[b['title'] for b in buttons]}")
