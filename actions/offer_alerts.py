"""Being told of new offers."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import offer_message
from actions.latest_message import variety
from actions.offer_database import engine
from actions.offer_search_state import state
from actions.open_question import Events
from actions.saved_offers import wishes
from bot import clock
from bot.memory.database import writing
from bot.messages import contacts, tables
from bot.offers import alerts
from bot.offers.index.filters import from_json
from bot.offers.wish import merged
from bot.speaking import offers as said


class SubscribeAlerts(Action):
    """Remembers the search of the message, or the one before it."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_subscribe_alerts"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Rhythm and hour come from the message; daily in the morning otherwise."""
        wished = wishes(dispatcher, tracker)
        if wished is not None:
            return wished
        spoken = variety(tracker)
        # Only what was recognised counts: "préviens-moi" is not a word to search.
        named = offer_message.filters(tracker)
        filters = merged(from_json(state(tracker).get("filters") or {}), named)
        if filters.empty:
            dispatcher.utter_message(response="utter_alert_what")
            return []
        every = alerts.WEEKLY if offer_message.wish(tracker) == "weekly" else alerts.DAILY
        tables.create(engine())
        known = alerts.known_now(engine(), filters)
        with writing(engine()) as connection:
            # Who said STOP before wants messages again.
            contacts.opt_in(connection, tracker.sender_id)
            hour = alerts.subscribe(
                connection,
                tracker.sender_id,
                filters,
                spoken,
                every_days=every,
                hour=_hour(tracker),
                known=known,
            )
        rhythm = "offers_label_weekly" if every == alerts.WEEKLY else "offers_label_daily"
        dispatcher.utter_message(
            response="utter_alert_subscribed",
            rhythm=said.text(rhythm, spoken),
            hour=hour,
            search=said.wanted(filters, spoken),
        )
        return []


class UnsubscribeAlerts(Action):
    """Stops all alerts."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_unsubscribe_alerts"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Say whether there were any."""
        wished = wishes(dispatcher, tracker)
        if wished is not None:
            return wished
        with writing(engine()) as connection:
            stopped = alerts.unsubscribe(connection, tracker.sender_id)
        dispatcher.utter_message(response="utter_alert_stopped" if stopped else "utter_alert_none")
        return []


def _hour(tracker: Tracker) -> int:
    named = next(tracker.get_latest_entity_values("datetime"), None)
    if not named or "T" not in str(named):
        return alerts.DEFAULT_HOUR
    try:
        return clock.parse(str(named)).hour or alerts.DEFAULT_HOUR
    except ValueError:
        return alerts.DEFAULT_HOUR
