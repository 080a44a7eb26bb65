"""Actions run in this process."""

import asyncio
from pathlib import Path

import pytest

from bot.actions_in_process import InProcessActions


def call(name: str) -> dict:
    tracker = {"sender_id": "s", "slots": {}, "latest_message": {}, "events": [], "paused": False}
    return {"next_action": name, "tracker": tracker, "sender_id": "s"}


@pytest.fixture()
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "failing_actions.py").write_text(
        "from rasa_sdk import Action\n"
        "class Fails(Action):\n"
        "    def name(self): return 'action_fails'\n"
        "    async def run(self, dispatcher, tracker, domain): raise ValueError('secret text')\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return "failing_actions"


def test_a_failure_is_spoken_and_logged_without_its_text(
    package: str, caplog: pytest.LogCaptureFixture
) -> None:
    result = asyncio.run(InProcessActions(package).request(json=call("action_fails")))
    assert result["responses"] == [{"response": "utter_error"}]
    assert "ValueError" in caplog.text
    assert "secret text" not in caplog.text
