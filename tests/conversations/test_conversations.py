"""Every dialogue file is held with the served bot, over HTTP."""

import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks import boards
from tests.conversations.conversation import Conversation, check, read
from tests.served.process import Served

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(HERE)) for p in FILES])
def test_conversation(students_bot: Served, path: Path) -> None:
    conversation: Conversation = read(path)
    if conversation.needs_boards and not boards.AT_HAND:
        pytest.skip(boards.MISSING)
    first = str(path.relative_to(HERE))
    last: dict[str, list[dict[str, Any]]] = {}  # answers, by sender
    code = ""
    for turn in conversation.turns:
        if turn.kill:
            students_bot.kill()
            students_bot.start()
            continue
        sender = f"{first}:{turn.sender}" if turn.sender else first
        if turn.press is None:
            message = str(turn.student).replace("{code}", code)
        else:
            message = payload(turn.press, last[sender])
        answers = last[sender] = students_bot.say(sender, message)
        code = code_in(answers) or code
        check(turn, answers)


def code_in(answers: list[dict[str, Any]]) -> str | None:
    for answer in answers:
        found = re.search(r": (\d{6})\b", answer.get("text") or "")
        if found:
            return found.group(1)
    return None


def payload(title: str, answers: list[dict[str, Any]]) -> str:
    buttons = [button for answer in answers for button in answer.get("buttons") or ()]
    for button in buttons:
        if button["title"].startswith(title):
            return str(button["payload"])
    raise AssertionError(f"no button {title!r} among {[b['title'] for b in buttons]}")
