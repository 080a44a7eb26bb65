import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bot import clock
from bot.memory.tracker_store import ShortTrackerStore, compact, purge

DOMAIN = Domain.from_yaml("""
version: "3.1"
intents: [inform]
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
forms:
  appointment_form: {required_slots: []}
""")


def conversation(turns: int) -> DialogueStateTracker:
    tracker = DialogueStateTracker("s", DOMAIN.slots)
    tracker.update(ActionExecuted("action_listen"))
    for turn in range(turns):
        tracker.update(UserUttered(f"message {turn}", {"name": "inform", "confidence": 1.0}))
        if turn == 0:
            tracker.update(SlotSet("language", "ary-Latn"))
            tracker.update(ActiveLoop("appointment_form"))
        tracker.update(ActionExecuted("utter_x"))
        tracker.update(BotUttered("x"))
        tracker.update(ActionExecuted("action_listen"))
    return tracker


@pytest.fixture()
def store(tmp_path: Path) -> ShortTrackerStore:
    return ShortTrackerStore(DOMAIN, f"sqlite:///{tmp_path / 'db.sqlite3'}")


def test_length_does_not_grow_with_the_conversation() -> None:
    assert len(compact(conversation(300))) == len(compact(conversation(10)))


def test_slots_and_form_outlive_the_turns_that_set_them(store: ShortTrackerStore) -> None:
    asyncio.run(store.save(conversation(50)))
    again = asyncio.run(store.retrieve("s"))
    assert again is not None
    assert again.get_slot("language") == "ary-Latn"
    assert again.active_loop_name == "appointment_form"
    assert again.latest_message.text == "message 49"


def test_a_restart_deletes_the_conversation(store: ShortTrackerStore) -> None:
    tracker = conversation(3)
    asyncio.run(store.save(tracker))
    tracker.update(Restarted())
    asyncio.run(store.save(tracker))
    assert asyncio.run(store.retrieve("s")) is None
    assert list(asyncio.run(store.keys())) == []


def test_purge_takes_only_what_is_old(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path / 'db.sqlite3'}"
    store = ShortTrackerStore(DOMAIN, url)
    start = clock.parse("2026-01-01T10:00")
    request.addfinalizer(lambda: clock.freeze(None))
    clock.freeze(start)
    asyncio.run(store.save(conversation(1)))
    clock.freeze(start + timedelta(days=29))
    assert purge(url, days=30) == 0
    clock.freeze(start + timedelta(days=31))
    assert purge(url, days=30) == 1
