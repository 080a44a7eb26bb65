"""More about an offer that was shown, how to apply, keeping it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.offers import SEARCH, TOPIC, engine, message, show_saved, state, variety_in
from actions.open_question import SLOT, Events
from bot.memory.database import writing
from bot.offers import asked, saved
from bot.offers.index.filters import from_json
from bot.offers.service import index_for
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
        wish = next(tracker.get_latest_entity_values("wish"), None) or asked.wish(message(tracker))
        if wish == "saved":
            return show_saved(dispatcher, tracker)
        if wish in {"save", "forget"}:
            return keep_or_drop(dispatcher, tracker, wish)
        return about(dispatcher, tracker, applying=wish == "apply")


def about(dispatcher: CollectingDispatcher, tracker: Tracker, *, applying: bool = False) -> Events:
    """Say what is known of an offer and how to apply."""
    variety = variety_in(tracker)
    id_ = meant(tracker)
    if id_ is None:
        shown = state(tracker).get("shown")
        dispatcher.utter_message(
            response="utter_offer_which" if shown else "utter_offer_none_shown"
        )
        return [SlotSet(SLOT, TOPIC)] if shown else []
    offer = index_for(engine()).by_ids([id_]).get(id_)
    if offer is None:
        dispatcher.utter_message(response="utter_offer_gone")
        return []
    if not applying:
        dispatcher.utter_message(
            response="utter_offer_details", title=offer.title, facts=said.facts(offer, variety)
        )
        why = said.reasons(offer, from_json(state(tracker).get("filters") or {}), variety)
        if why:
            dispatcher.utter_message(response="utter_offer_why", reasons=why)
    buttons = [
        said.button(
            "offers_label_save", f'/offer_details{{"wish": "save", "offer": "{id_}"}}', variety
        ),
        said.button("offers_label_more", "/more_offers", variety),
        said.button("offers_label_cv", "/ask_cv", variety),
    ]
    response = "utter_offer_apply" if offer.url else "utter_offer_apply_nolink"
    dispatcher.utter_message(response=response, url=offer.url, buttons=buttons)
    return [SlotSet(SEARCH, {**state(tracker), "looked_at": id_}), SlotSet(SLOT, TOPIC)]


def keep_or_drop(dispatcher: CollectingDispatcher, tracker: Tracker, wish: str) -> Events:
    """Keep an offer, or keep it no longer."""
    id_ = meant(tracker)
    if id_ is None:
        shown = state(tracker).get("shown")
        dispatcher.utter_message(
            response="utter_offer_which" if shown else "utter_offer_none_shown"
        )
        return []
    variety = variety_in(tracker)
    offer = index_for(engine()).by_ids([id_]).get(id_)
    if offer is None:
        dispatcher.utter_message(response="utter_offer_gone")
        return []
    with writing(engine()) as connection:
        if wish == "save":
            saved.save(connection, tracker.sender_id, id_)
        else:
            saved.forget(connection, tracker.sender_id, id_)
    opposite = "forget" if wish == "save" else "save"
    dispatcher.utter_message(
        response="utter_offer_saved" if wish == "save" else "utter_offer_forgotten",
        title=offer.title,
        buttons=[
            said.button(
                f"offers_label_{opposite}",
                f'/offer_details{{"wish": "{opposite}", "offer": "{id_}"}}',
                variety,
            ),
            said.button("offers_label_more", "/more_offers", variety),
        ],
    )
    return [SlotSet(SEARCH, {**state(tracker), "looked_at": id_}), SlotSet(SLOT, TOPIC)]


def meant(tracker: Tracker) -> str | None:
    """Return the id of the offer that the message is about."""
    shown = list(state(tracker).get("shown") or ())
    named = next(tracker.get_latest_entity_values("offer"), None)
    if named:
        if str(named).isdecimal() and 1 <= int(named) <= len(shown):
            return str(shown[int(named) - 1])
        return None if str(named).isdecimal() else str(named)
    place = asked.position(message(tracker), len(shown))
    if place is not None:
        return str(shown[place])
    if state(tracker).get("looked_at"):
        return str(state(tracker)["looked_at"])
    return str(shown[0]) if len(shown) == 1 else None
