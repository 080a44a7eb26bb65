"""More about an offer that was shown, and how to apply."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import offer_buttons
from actions.latest_message import variety
from actions.offer_meant import ask_which, find, id_meant
from actions.offer_message import wish
from actions.offer_search_state import TOPIC, remembered, state
from actions.open_question import SLOT, Events
from actions.saved_offers import keep_or_drop, show_saved
from bot.offers.index.filters import from_json
from bot.speaking import offers as said


class OfferDetails(Action):
    """Says more about the offer that is meant, keeps it, or says how to apply."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_offer_details"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The offer comes from a button, from its place, or it was the last one looked at."""
        wished = wish(tracker)
        if wished == "saved":
            return show_saved(dispatcher, tracker)
        if wished in {"save", "forget"}:
            return keep_or_drop(dispatcher, tracker, wished)
        return about(dispatcher, tracker, applying=wished == "apply")


def about(dispatcher: CollectingDispatcher, tracker: Tracker, *, applying: bool = False) -> Events:
    """Say what is known of an offer and how to apply."""
    spoken = variety(tracker)
    id_ = id_meant(tracker)
    if id_ is None:
        return [SlotSet(SLOT, TOPIC)] if ask_which(dispatcher, tracker) else []
    offer = find(dispatcher, id_)
    if offer is None:
        return []
    if not applying:
        dispatcher.utter_message(
            response="utter_offer_details", title=offer.title, facts=said.facts(offer, spoken)
        )
        why = said.reasons(offer, from_json(state(tracker).get("filters") or {}), spoken)
        if why:
            dispatcher.utter_message(response="utter_offer_why", reasons=why)
    buttons = [
        offer_buttons.keeping("save", id_, spoken),
        offer_buttons.more(spoken),
        offer_buttons.cv(spoken),
    ]
    response = "utter_offer_apply" if offer.url else "utter_offer_apply_nolink"
    dispatcher.utter_message(response=response, url=offer.url, buttons=buttons)
    return remembered({**state(tracker), "looked_at": id_})
