"""What each message changes in the slots before anything answers it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.open_question import open_topic
from bot.speaking.variety import language_to_keep
from bot.understanding.language import VARIETIES

# A question stays open for the message after it only; these are the messages that answer one.
_ANSWERS = {"affirm", "deny", "inform", "distress", "nlu_fallback"}
_NOT_UNDERSTOOD = "nlu_fallback"


class ValidateSlotMappings(Action):
    """Runs after every message (Rasa's ``action_validate_slot_mappings``)."""

    def name(self) -> str:
        """Return Rasa's name of the hook."""
        return "action_validate_slot_mappings"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Keep the variety for bare messages, and close the questions that were not answered."""
        message = tracker.latest_message
        intent = (message.get("intent") or {}).get("name")
        events = []
        wanted = next(tracker.get_latest_entity_values("language"), None)
        kept = tracker.get_slot("language")
        heard = wanted if wanted in VARIETIES else language_to_keep(message, kept)
        if heard and heard != kept:
            events.append(SlotSet("language", heard))
        topic = open_topic(tracker)
        stays = topic is not None and (topic.lasting or (topic.takes and topic.takes(tracker)))
        if tracker.get_slot("pending") and intent not in _ANSWERS and not stays:
            events.append(SlotSet("pending", None))
        if tracker.get_slot("misunderstood") and intent != _NOT_UNDERSTOOD:
            events.append(SlotSet("misunderstood", None))
        return events
