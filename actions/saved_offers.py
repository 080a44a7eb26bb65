"""The offers that a student keeps: showing them, keeping one, keeping it no longer."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import offer_buttons
from actions.latest_message import variety
from actions.offer_database import engine, index
from actions.offer_meant import ask_which, find, id_meant
from actions.offer_message import wish
from actions.offer_results import PAGE
from actions.offer_search_state import remembered, state
from actions.open_question import Events
from bot.memory.database import reading, writing
from bot.offers import saved
from bot.speaking import offers as said

_SHOWN = 9


def wishes(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """Do what a message says about offers that are kept, whatever it was taken for."""
    wished = wish(tracker)
    if wished == "saved":
        return show_saved(dispatcher, tracker)
    if wished in {"save", "forget"} and state(tracker).get("shown"):
        return keep_or_drop(dispatcher, tracker, wished)
    return None


def show_saved(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show the offers that the student keeps."""
    spoken = variety(tracker)
    with reading(engine()) as connection:
        ids = saved.saved(connection, tracker.sender_id)[:_SHOWN]
    found = index().by_ids(ids)
    kept = [found[each] for each in ids if each in found]
    if not kept:
        dispatcher.utter_message(response="utter_offers_saved_none")
        return []
    dispatcher.utter_message(
        response="utter_offers_saved",
        offers=said.listed(kept, spoken),
        buttons=offer_buttons.details(kept[:PAGE], spoken),
    )
    return remembered({**state(tracker), "shown": [each.id for each in kept]})


def keep_or_drop(dispatcher: CollectingDispatcher, tracker: Tracker, wished: str) -> Events:
    """Keep an offer, or keep it no longer.

    Args:
        dispatcher: Takes what is said.
        tracker: The conversation.
        wished: ``save`` or ``forget``.
    """
    id_ = id_meant(tracker)
    if id_ is None:
        ask_which(dispatcher, tracker)
        return []
    offer = find(dispatcher, id_)
    if offer is None:
        return []
    with writing(engine()) as connection:
        if wished == "save":
            saved.save(connection, tracker.sender_id, id_)
        else:
            saved.forget(connection, tracker.sender_id, id_)
    spoken = variety(tracker)
    opposite = "forget" if wished == "save" else "save"
    dispatcher.utter_message(
        response="utter_offer_saved" if wished == "save" else "utter_offer_forgotten",
        title=offer.title,
        buttons=[offer_buttons.keeping(opposite, id_, spoken), offer_buttons.more(spoken)],
    )
    return remembered({**state(tracker), "looked_at": id_})
