"""What a yes, a no or a bare answer means after offers."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.latest_message import typed
from actions.offer_details import about
from actions.offer_message import filters
from actions.offer_results import show_more
from actions.offer_search import go_on
from actions.offer_search_state import TOPIC, state
from actions.open_question import SLOT, Events, Topic, register
from bot.offers import asked


async def inform(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """A bare "tanger" changes the search; "la deuxième" asks about an offer."""
    text = typed(tracker)
    shown = state(tracker).get("shown") or []
    if asked.wish(text) == "everything":
        return go_on(dispatcher, tracker, everywhere=True, change=True)
    if shown and asked.position(text, len(shown)) is not None:
        return about(dispatcher, tracker)
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    if filters(tracker).empty and intent != "inform":
        return None
    return go_on(dispatcher, tracker, change=True)


async def affirm(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """A yes after offers asks for more, unless it says what to change."""
    if not filters(tracker).empty:
        return go_on(dispatcher, tracker, change=True)
    return show_more(dispatcher, tracker) if state(tracker).get("shown") else None


async def deny(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """A no asks what to change; "non, pas Casablanca, plutôt Tanger" says it already."""
    if not filters(tracker).empty:
        return go_on(dispatcher, tracker, change=True)
    dispatcher.utter_message(response="utter_offers_change")
    return [SlotSet(SLOT, TOPIC)]


register(Topic(TOPIC, affirm=affirm, deny=deny, inform=inform, lasting=True))
