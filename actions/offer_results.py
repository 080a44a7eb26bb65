"""Showing what a search has found, and the offers after those."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offer_buttons
from actions.latest_message import variety
from actions.offer_database import index
from actions.offer_search_state import TOPIC, remembered, state
from actions.open_question import SLOT, Events
from bot.offers.index.filters import Filters, from_json
from bot.offers.offer import Offer
from bot.offers.relaxing import Found
from bot.speaking import offers as said
from bot.understanding.gazetteers.labels import label

PAGE = 3


def show(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    filters: Filters,
    found: Found,
    everywhere: bool,
) -> Events:
    """Show what was found and remember the search.

    Args:
        dispatcher: Takes what is said.
        tracker: The conversation.
        filters: What was asked.
        found: What was found, and for which filters.
        everywhere: Whether no city is needed.
    """
    spoken = variety(tracker)
    offers = [result.offer for result in found.results]
    if not offers:
        dispatcher.utter_message(
            response="utter_offers_none",
            search=said.wanted(filters, spoken),
            buttons=[offer_buttons.alert(spoken), offer_buttons.cv(spoken)],
        )
    else:
        response, values = _how(filters, found, spoken)
        _say(dispatcher, response, spoken, offers=offers, more=found.more, **values)
    known = {
        "filters": filters.as_json(),
        "searched": found.filters.as_json(),
        "offset": len(offers),
        "shown": [each.id for each in offers],
    }
    if everywhere:
        known["everywhere"] = True
    return remembered(known)


def show_more(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show the offers after those that were shown."""
    before = state(tracker)
    spoken = variety(tracker)
    filters = from_json(before.get("searched") or before.get("filters") or {})
    offset = int(before.get("offset", 0))
    results, more = index().search(filters, limit=PAGE, offset=offset)
    search = said.wanted(filters, spoken)
    if not results:
        dispatcher.utter_message(
            response="utter_offers_no_more", search=search, buttons=[offer_buttons.alert(spoken)]
        )
        return [SlotSet(SLOT, TOPIC)]
    offers = [result.offer for result in results]
    _say(dispatcher, "utter_offers_next", spoken, search=search, offers=offers, more=more)
    shown = [each.id for each in offers]
    return remembered({**before, "offset": offset + len(offers), "shown": shown})


def _say(
    dispatcher: CollectingDispatcher,
    response: str,
    spoken: str,
    *,
    search: str,
    offers: list[Offer],
    more: bool,
    **values: Any,
) -> None:
    """Say offers with the next steps as buttons."""
    buttons = offer_buttons.details(offers, spoken)
    if more:
        buttons.insert(0, offer_buttons.more(spoken))
    buttons.append(offer_buttons.alert(spoken))
    dispatcher.utter_message(
        response=response,
        search=search,
        offers=said.listed(offers, spoken),
        buttons=buttons,
        **values,
    )


def _how(filters: Filters, found: Found, spoken: str) -> tuple[str, dict[str, Any]]:
    """Return the response that says what was found, and what it needs."""
    if found.dropped:
        given_up = Filters(**{name: getattr(filters, name) for name in found.dropped})
        dropped = said.wanted(given_up, spoken)
        values = {"search": said.wanted(filters, spoken), "dropped": dropped}
        return "utter_offers_relaxed_filter", values
    if not (found.near or found.elsewhere):
        return "utter_offers_results", {"search": said.wanted(filters, spoken)}
    values = {
        "search": said.wanted(filters.without("city"), spoken),
        "city": label("city", filters.city[0], spoken),
    }
    if found.elsewhere:
        return "utter_offers_relaxed_country", values
    near = label("city", found.near or "", spoken)
    return "utter_offers_relaxed_city", {**values, "near": near, "km": found.kilometres}
