"""No more messages on our own account: alerts, reminders, news."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.offer_database import engine
from actions.open_question import Events
from bot.memory.database import writing
from bot.messages import contacts, tables
from bot.offers import alerts


class StopMessages(Action):
    """Ends alerts, withdraws what waits to be sent and remembers the wish."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_stop_messages"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Say that it is done, also when a word like STOP had done it before us."""
        tables.create(engine())
        with writing(engine()) as connection:
            ended = alerts.unsubscribe(connection, tracker.sender_id)
            contacts.opt_out(connection, tracker.sender_id)
            known = contacts.find(connection, tracker.sender_id) is not None
        # Where no channel can write first (the terminal, a test), there was nothing to stop.
        done = known or bool(ended)
        dispatcher.utter_message(
            response="utter_stop_messages_done" if done else "utter_stop_messages_nothing"
        )
        return []
