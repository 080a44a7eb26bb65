"""Distress, privacy and deletion; the path that must never break stays the shortest."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.conversation import DELETE_DATA, Events
from bot.memory.retention import CONVERSATION_DAYS


class Distress(Action):
    """Answers despair or danger with warmth and numbers, and leaves what was going on."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_distress"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """A second message in a row gets another answer, not the same one again."""
        again = tracker.get_slot("pending") == "distress"
        dispatcher.utter_message(response="utter_distress_followup" if again else "utter_distress")
        return [SlotSet("pending", "distress")]


class Privacy(Action):
    """Says what is kept, for how long, and how to have it deleted."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_privacy"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Answer with the retention that the purge applies."""
        dispatcher.utter_message(response="utter_ask_privacy", retention_days=CONVERSATION_DAYS)
        return []


class AskDeleteData(Action):
    """Asks for a yes before it deletes."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_ask_delete_data"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Remember that the next yes means deletion."""
        dispatcher.utter_message(response="utter_delete_data_confirm")
        return [SlotSet("pending", DELETE_DATA)]
