"""Distress, privacy and deletion; the path that must never break stays the shortest."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, Restarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_words import desk
from actions.offer_database import engine
from actions.open_question import Events, Topic, register
from bot.memory.database import writing
from bot.memory.retention import CONVERSATION_DAYS
from bot.offers import saved

DISTRESS = "distress"
DELETE_DATA = "delete_data"


class Distress(Action):
    """Answers despair or danger with warmth and numbers, and leaves what was going on."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_distress"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """A second message in a row gets another answer, not the same one again."""
        again = tracker.get_slot("pending") == DISTRESS
        dispatcher.utter_message(response="utter_distress_followup" if again else "utter_distress")
        return [SlotSet("pending", DISTRESS), ActiveLoop(None), SlotSet("requested_slot", None)]


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


async def _delete(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    desk().forget(tracker.sender_id)
    with writing(engine()) as connection:
        saved.forget_student(connection, tracker.sender_id)
    dispatcher.utter_message(response="utter_delete_data_done")
    # The tracker store deletes a conversation that ends in a restart.
    return [Restarted()]


async def _keep(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    dispatcher.utter_message(response="utter_delete_data_kept")
    return [SlotSet("pending", None)]


register(Topic(DELETE_DATA, affirm=_delete, deny=_keep))
