"""Searching offers in the chat."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import offer_buttons
from actions.latest_message import typed, variety
from actions.offer_database import index
from actions.offer_message import filters as filters_in
from actions.offer_message import wish
from actions.offer_results import PAGE, show, show_more
from actions.offer_search_state import remembered, state
from actions.open_question import Events
from actions.saved_offers import wishes
from bot.offers import asked
from bot.offers.index.filters import Filters, from_json
from bot.offers.relaxing import search_near
from bot.offers.wish import merged
from bot.speaking import offers as said

MAX_QUESTIONS = 2
_OF_OFFERS = {"contract", "internship_type", "work_time", "remote"}


class SearchOffers(Action):
    """Searches, goes on with a search, or asks the one thing that is missing."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_search_offers"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """A button may carry a wish: the kept offers, or everything."""
        wished = wishes(dispatcher, tracker)
        if wished is not None:
            return wished
        return go_on(dispatcher, tracker, everywhere=wish(tracker) == "everything")


class MoreOffers(Action):
    """Shows the next ones."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_more_offers"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Filters in the message change the search first: "d'autres mais à Rabat"."""
        wished = wishes(dispatcher, tracker)
        if wished is not None:
            return wished
        if not state(tracker) or not filters_in(tracker).empty:
            return go_on(dispatcher, tracker)
        return show_more(dispatcher, tracker)


def search_when_named(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """Search when a bare message names what only offers have: a contract, a working time."""
    entities = tracker.latest_message.get("entities") or ()
    if not any(each["entity"] in _OF_OFFERS for each in entities):
        return None
    return go_on(dispatcher, tracker)


def go_on(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    *,
    everywhere: bool = False,
    change: bool = False,
) -> Events:
    """Search with what the message names.

    Args:
        dispatcher: Takes what is said.
        tracker: The conversation.
        everywhere: Whether no city is needed.
        change: Whether the message changes the search before, whatever its words.
    """
    before = state(tracker)
    text = typed(tracker)
    new = filters_in(tracker, text)
    open_question = bool(before.get("asked")) and not before.get("shown")
    old = from_json(before.get("filters") or {})
    going_on = change or open_question or not text or asked.goes_on(text)
    filters = merged(old, new) if before and going_on else new
    questions = before.get("asked", 0) if going_on else 0
    everywhere = everywhere or bool(before.get("everywhere") and going_on and not new.city)
    if everywhere and not new.city:
        filters = filters.without("city")
    if not (filters.city or filters.remote or everywhere) and questions < MAX_QUESTIONS:
        return _ask(dispatcher, tracker, filters, questions)
    found = search_near(index(), filters, limit=PAGE)
    return show(dispatcher, tracker, filters, found, everywhere)


def _ask(
    dispatcher: CollectingDispatcher, tracker: Tracker, filters: Filters, questions: int
) -> Events:
    """Ask the one thing that is missing: what is searched, or where."""
    if filters.empty or not (filters.contract or filters.sector or said.spoken(filters.words)):
        dispatcher.utter_message(response="utter_offers_ask_what")
    else:
        spoken = variety(tracker)
        dispatcher.utter_message(
            response="utter_offers_ask_city",
            search=said.wanted(filters, spoken),
            buttons=offer_buttons.cities(spoken),
        )
    return remembered({"filters": filters.as_json(), "asked": questions + 1})
