"""What is not understood, bare answers, yes and no."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.latest_message import variety
from actions.offer_search import search_when_named
from actions.open_question import Events, answered
from bot.speaking.catalogue import catalogue
from bot.understanding.language import VARIETIES

_OFFERED = 2  # likeliest meanings shown as buttons
_NEVER_OFFERED = {"nlu_fallback", "out_of_scope", "insult", "inform", "affirm", "deny"}


class AskBack(Action):
    """Asks which of the likeliest meanings is right; the second time in a row offers help."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_ask_back"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Never guess twice in a row: that is what the slot counts."""
        events = await answered("inform", dispatcher, tracker)
        if events is not None:
            return events
        if tracker.get_slot("misunderstood"):
            dispatcher.utter_message(response="utter_fallback_help")
            return [SlotSet("misunderstood", None)]
        dispatcher.utter_message(response="utter_fallback_ask", buttons=_meanings(tracker))
        return [SlotSet("misunderstood", True)]


def _meanings(tracker: Tracker) -> list[dict[str, str]]:
    message = tracker.latest_message
    spoken = variety(tracker)
    labels = catalogue()
    names = [entry["name"] for entry in message.get("intent_ranking", [])]
    names = [name for name in names if name not in _NEVER_OFFERED][:_OFFERED]
    buttons = [
        {"title": labels[f"intent_label_{name}"].texts[spoken], "payload": f"/{name}"}
        for name in names
    ]
    none_of_these = labels["utter_fallback_none_of_these"].texts[spoken]
    return [*buttons, {"title": none_of_these, "payload": "/help"}]


class ChangeLanguage(Action):
    """Goes on in another variety, or asks which."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_change_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """A button names the variety; a sentence does not say it surely, so ask."""
        wanted = next(tracker.get_latest_entity_values("language"), None)
        known = wanted in VARIETIES
        dispatcher.utter_message(
            response="utter_language_changed" if known else "utter_ask_language"
        )
        return [SlotSet("language", wanted)] if known else []


class Inform(Action):
    """Takes a bare answer; asks what to do with it when nothing asked for it."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_inform"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Let the topic that asked take it; else say back what was given."""
        events = await answered("inform", dispatcher, tracker)
        if events is None:
            # "je veux un cdd à Casablanca" asks for offers, whatever it was taken for.
            events = search_when_named(dispatcher, tracker)
        if events is not None:
            return events
        detail = (tracker.latest_message.get("text") or "")[:60]
        dispatcher.utter_message(response="utter_inform_unclear", detail=detail)
        return []


class Affirm(Action):
    """Does what the last question asked leave for."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Let the topic that asked go on; else say that nothing was asked."""
        events = await answered("affirm", dispatcher, tracker)
        if events is None:
            dispatcher.utter_message(response="utter_affirm_nothing")
        return events or []


class Deny(Action):
    """Leaves what the last question asked leave for."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_deny"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Let the topic that asked leave it; else say that nothing was asked."""
        events = await answered("deny", dispatcher, tracker)
        if events is None:
            dispatcher.utter_message(response="utter_deny_nothing")
        return events or []
