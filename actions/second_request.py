"""Two requests in one message: the second as a button."""

from __future__ import annotations

import json
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.latest_message import variety
from actions.open_question import Events
from bot.speaking.catalogue import catalogue


class OfferSecondRequest(Action):
    """Offers what the message asked beside what was answered."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_offer_second_request"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Say nothing when the student has asked for it again meanwhile."""
        second = tracker.get_slot("second_request")
        asked_again = tracker.get_intent_of_latest_message() == (second or {}).get("name")
        label = catalogue().get(f"intent_label_{second['name']}") if second else None
        if second and label and not asked_again:
            entities = second["entities"]
            payload = f"/{second['name']}" + (
                json.dumps(entities, ensure_ascii=False) if entities else ""
            )
            button = {"title": label.texts[variety(tracker)], "payload": payload}
            dispatcher.utter_message(response="utter_second_request", buttons=[button])
        return [SlotSet("second_request", None)]
