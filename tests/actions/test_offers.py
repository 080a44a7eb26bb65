"""The conversation about offers, without a server: what is said and what is remembered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import offer_alerts, offer_answers, offer_details, offer_search
from actions.offer_search_state import TOPIC
from actions.open_question import SLOT
from bot import clock
from bot.memory.database import engine_for, reading
from bot.offers import saved
from bot.offers.importing import import_file
from bot.offers.wish import named_in
from tests.bot.offers.conftest import FEED, NOW, row

ACTIONS = {
    "search_offers": offer_search.SearchOffers,
    "more_offers": offer_search.MoreOffers,
    "offer_details": offer_details.OfferDetails,
    "subscribe_alerts": offer_alerts.SubscribeAlerts,
    "unsubscribe_alerts": offer_alerts.UnsubscribeAlerts,
}
ANSWERS = {
    "affirm": offer_answers.affirm,
    "deny": offer_answers.deny,
    "inform": offer_answers.inform,
}
ROWS = [
    *(row(f"Comptable {n}", n) for n in range(5)),
    row("Comptable fiscal", 7, city="Rabat", contract="CDD"),
    row("Gardien", 8, city="Agadir", description="Envoyer les frais de dossier."),
]


class Student:
    """Speaks to the actions and keeps the slots."""

    def __init__(self) -> None:
        self.slots: dict[str, Any] = {"language": "fr"}
        self.said: list[dict[str, Any]] = []

    def says(self, intent: str, text: str, **entities: str) -> str:
        named: list[dict[str, Any]] = [{"entity": k, "value": v} for k, v in entities.items()]
        if not text.startswith("/"):
            named += [dict(each.__dict__) for each in named_in(text)]
        message = {"text": text, "intent": {"name": intent}, "entities": named}
        tracker = Tracker("web:1", self.slots, message, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        if intent in ANSWERS:
            events = asyncio.run(ANSWERS[intent](dispatcher, tracker))
        else:
            events = asyncio.run(ACTIONS[intent]().run(dispatcher, tracker, {}))
        self.slots.update({each["name"]: each["value"] for each in events or ()})
        self.said = dispatcher.messages
        return " ".join(str(each["response"]) for each in self.said)

    @property
    def listed(self) -> str:
        return str(self.said[-1].get("offers"))


@pytest.fixture()
def student(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Student]:
    monkeypatch.setenv("DATABASE_URL", database_url)
    clock.freeze(NOW)
    path = tmp_path / "board.jsonl"
    path.write_text("\n".join(json.dumps(each) for each in ROWS), encoding="utf-8")
    import_file(engine_for(database_url), path, FEED)
    yield Student
    clock.freeze(None)


def test_more_goes_on_until_there_are_no_more(student: Callable[[], Student]) -> None:
    sami = student()
    assert sami.says("search_offers", "cdi comptable à Tanger") == "utter_offers_results"
    first = set(sami.slots["search"]["shown"])
    assert sami.says("more_offers", "d'autres") == "utter_offers_next"
    assert len(first | set(sami.slots["search"]["shown"])) == 5
    assert sami.says("more_offers", "d'autres") == "utter_offers_no_more"


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("search_offers", "plutôt Rabat et en CDD"),
        ("inform", "Rabat, cdd"),
        ("deny", "non pas Tanger, Rabat en CDD"),
        ("more_offers", "d'autres à Rabat en cdd"),
    ],
)
def test_filters_change_by_talking(student: Callable[[], Student], intent: str, text: str) -> None:
    sami = student()
    sami.says("search_offers", "cdi comptable à Tanger")
    assert sami.says(intent, text) == "utter_offers_results"
    assert "Comptable fiscal" in sami.listed
    assert "Tanger" not in sami.listed


def test_no_more_than_two_questions_before_a_result(student: Callable[[], Student]) -> None:
    sami = student()
    assert sami.says("search_offers", "je cherche du travail") == "utter_offers_ask_what"
    assert sami.says("inform", "comptable") == "utter_offers_ask_city"
    assert sami.slots[SLOT] == TOPIC
    assert sami.says("inform", "je ne sais pas") == "utter_offers_results"


def test_an_offer_is_looked_at_kept_and_forgotten(
    student: Callable[[], Student], database_url: str
) -> None:
    sami = student()
    sami.says("search_offers", "cdi comptable à Tanger")
    second = sami.slots["search"]["shown"][1]
    assert "utter_offer_details" in sami.says("offer_details", "la deuxième")
    assert sami.says("offer_details", "/x", wish="save", offer=second) == "utter_offer_saved"
    with reading(engine_for(database_url)) as connection:
        assert saved.saved(connection, "web:1") == [second]
    assert sami.says("search_offers", "mes offres gardées") == "utter_offers_saved"
    assert sami.says("offer_details", "/x", wish="forget", offer=second) == "utter_offer_forgotten"
    assert sami.says("search_offers", "mes offres gardées") == "utter_offers_saved_none"


def test_a_scam_is_warned_of(student: Callable[[], Student]) -> None:
    sami = student()
    sami.says("search_offers", "gardien à Agadir")
    assert "⚠" in sami.listed


def test_alerts_begin_and_end(student: Callable[[], Student]) -> None:
    sami = student()
    assert sami.says("subscribe_alerts", "préviens-moi") == "utter_alert_what"
    sami.says("search_offers", "cdi comptable à Tanger")
    assert sami.says("subscribe_alerts", "préviens-moi") == "utter_alert_subscribed"
    assert sami.says("unsubscribe_alerts", "stop") == "utter_alert_stopped"
    assert sami.says("unsubscribe_alerts", "stop") == "utter_alert_none"
