"""Which offer a message is about: by a button, by its place, or the last one looked at."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.latest_message import typed
from actions.offer_database import index
from actions.offer_search_state import state
from bot.offers import asked
from bot.offers.offer import Offer


def id_meant(tracker: Tracker) -> str | None:
    """Return the id of the offer that the message is about, or ``None``."""
    shown = list(state(tracker).get("shown") or ())
    named = next(tracker.get_latest_entity_values("offer"), None)
    if named:
        if str(named).isdecimal() and 1 <= int(named) <= len(shown):
            return str(shown[int(named) - 1])
        return None if str(named).isdecimal() else str(named)
    place = asked.position(typed(tracker), len(shown))
    if place is not None:
        return str(shown[place])
    if state(tracker).get("looked_at"):
        return str(state(tracker)["looked_at"])
    return str(shown[0]) if len(shown) == 1 else None


def ask_which(dispatcher: CollectingDispatcher, tracker: Tracker) -> bool:
    """Ask which offer is meant; return ``False`` where none was shown, which is said instead."""
    shown = bool(state(tracker).get("shown"))
    dispatcher.utter_message(response="utter_offer_which" if shown else "utter_offer_none_shown")
    return shown


def find(dispatcher: CollectingDispatcher, id_: str) -> Offer | None:
    """Return the offer of an id; say that it is gone and return ``None`` when it is."""
    offer = index().by_ids([id_]).get(id_)
    if offer is None:
        dispatcher.utter_message(response="utter_offer_gone")
    return offer
