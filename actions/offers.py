"""Searching offers in the chat."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.engine import Engine

from actions.open_question import SLOT, Events, Topic, register
from bot import settings
from bot.memory.database import engine_for, reading
from bot.offers import asked, saved
from bot.offers.index.filters import Filters, from_json
from bot.offers.index.tables import create
from bot.offers.offer import Offer
from bot.offers.relaxing import Found, search_near
from bot.offers.service import index_for
from bot.offers.wish import filters_of, merged, of_entities
from bot.speaking import offers as said
from bot.speaking.variety import variety_of
from bot.understanding.gazetteers.labels import label

TOPIC = "offers"
SEARCH = "search"
PAGE = 3
MAX_QUESTIONS = 2
_CITIES_OFFERED = ("casablanca", "rabat", "tanger", "marrakech")
_OF_OFFERS = {"contract", "internship_type", "work_time", "remote"}
_created: set[str] = set()


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
        wish = next(tracker.get_latest_entity_values("wish"), None) or asked.wish(message(tracker))
        return go_on(dispatcher, tracker, everywhere=wish == "everything")


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
        if not state(tracker):
            return go_on(dispatcher, tracker)
        if _changes(tracker):
            return go_on(dispatcher, tracker)
        return show_more(dispatcher, tracker)


def search_when_named(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """Search when a bare message names what only offers have: a contract, a working time."""
    entities = tracker.latest_message.get("entities") or ()
    if not any(each["entity"] in _OF_OFFERS for each in entities):
        return None
    return go_on(dispatcher, tracker)


def wishes(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """Do what a message says about offers that are kept, whatever it was taken for."""
    wish = next(tracker.get_latest_entity_values("wish"), None) or asked.wish(message(tracker))
    if wish == "saved":
        return show_saved(dispatcher, tracker)
    if wish in {"save", "forget"} and state(tracker).get("shown"):
        from actions.offer_details import keep_or_drop  # noqa: PLC0415  each needs the other

        return keep_or_drop(dispatcher, tracker, wish)
    return None


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
    typed = message(tracker)
    new = filters_of(typed, of_entities(tracker.latest_message.get("entities") or ()))
    open_question = bool(before.get("asked")) and not before.get("shown")
    old = from_json(before.get("filters") or {})
    going_on = change or open_question or not typed or asked.goes_on(typed)
    filters = merged(old, new) if before and going_on else new
    questions = before.get("asked", 0) if going_on else 0
    everywhere = everywhere or bool(before.get("everywhere") and going_on and not new.city)
    if everywhere and not new.city:
        filters = filters.without("city")
    if not (filters.city or filters.remote or everywhere) and questions < MAX_QUESTIONS:
        return _ask(dispatcher, tracker, filters, questions)
    found = search_near(index_for(engine()), filters, limit=PAGE)
    return _show(dispatcher, tracker, filters, found, everywhere)


def show_more(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show the offers after those that were shown."""
    before = state(tracker)
    variety = variety_in(tracker)
    filters = from_json(before.get("searched") or before.get("filters") or {})
    offset = int(before.get("offset", 0))
    results, more = index_for(engine()).search(filters, limit=PAGE, offset=offset)
    if not results:
        dispatcher.utter_message(
            response="utter_offers_no_more",
            search=said.wanted(filters, variety),
            buttons=[said.button("offers_label_alert", "/subscribe_alerts", variety)],
        )
        return [SlotSet(SLOT, TOPIC)]
    offers = [result.offer for result in results]
    say(
        dispatcher,
        "utter_offers_next",
        variety,
        search=said.wanted(filters, variety),
        offers=offers,
        more=more,
    )
    shown = {**before, "offset": offset + len(offers), "shown": [each.id for each in offers]}
    return [SlotSet(SEARCH, shown), SlotSet(SLOT, TOPIC)]


def show_saved(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Show the offers that the student keeps."""
    variety = variety_in(tracker)
    with reading(engine()) as connection:
        ids = saved.saved(connection, tracker.sender_id)[:9]
    found = index_for(engine()).by_ids(ids)
    kept = [found[each] for each in ids if each in found]
    if not kept:
        dispatcher.utter_message(response="utter_offers_saved_none")
        return []
    dispatcher.utter_message(
        response="utter_offers_saved",
        offers=said.listed(kept, variety),
        buttons=_detail_buttons(kept[:PAGE], variety),
    )
    return [
        SlotSet(SEARCH, {**state(tracker), "shown": [each.id for each in kept]}),
        SlotSet(SLOT, TOPIC),
    ]


def say(
    dispatcher: CollectingDispatcher,
    response: str,
    variety: str,
    *,
    search: str,
    offers: list[Offer],
    more: bool,
    **values: Any,
) -> None:
    """Say offers with the next steps as buttons."""
    buttons = _detail_buttons(offers, variety)
    if more:
        buttons.insert(0, said.button("offers_label_more", "/more_offers", variety))
    buttons.append(said.button("offers_label_alert", "/subscribe_alerts", variety))
    dispatcher.utter_message(
        response=response,
        search=search,
        offers=said.listed(offers, variety),
        buttons=buttons,
        **values,
    )


def state(tracker: Tracker) -> dict[str, Any]:
    """Return what is known of the search that goes on; empty before the first."""
    known = tracker.get_slot(SEARCH)
    return dict(known) if isinstance(known, dict) else {}


def message(tracker: Tracker) -> str:
    """Return what was typed; empty for a button."""
    text = str(tracker.latest_message.get("text") or "")
    return "" if text.startswith("/") else text


def variety_in(tracker: Tracker) -> str:
    """Return the variety to answer in."""
    return variety_of(tracker.latest_message, tracker.current_slot_values())


def engine() -> Engine:
    """Return the database with the tables of offers."""
    url = settings.load().database_url
    found = engine_for(url)
    if url not in _created:
        create(found)
        _created.add(url)
    return found


def _ask(
    dispatcher: CollectingDispatcher, tracker: Tracker, filters: Filters, questions: int
) -> Events:
    variety = variety_in(tracker)
    if filters.empty or not (filters.contract or filters.sector or said.spoken(filters.words)):
        dispatcher.utter_message(response="utter_offers_ask_what")
    else:
        buttons = [
            {
                "title": label("city", city, variety),
                "payload": f'/search_offers{{"city": "{city}"}}',
            }
            for city in _CITIES_OFFERED
        ]
        everywhere = '/search_offers{"wish": "everything"}'
        buttons.append(said.button("offers_label_everywhere", everywhere, variety))
        dispatcher.utter_message(
            response="utter_offers_ask_city",
            search=said.wanted(filters, variety),
            buttons=buttons,
        )
    return [
        SlotSet(SEARCH, {"filters": filters.as_json(), "asked": questions + 1}),
        SlotSet(SLOT, TOPIC),
    ]


def _show(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    filters: Filters,
    found: Found,
    everywhere: bool,
) -> Events:
    variety = variety_in(tracker)
    offers = [result.offer for result in found.results]
    if not offers:
        dispatcher.utter_message(
            response="utter_offers_none",
            search=said.wanted(filters, variety),
            buttons=[
                said.button("offers_label_alert", "/subscribe_alerts", variety),
                said.button("offers_label_cv", "/ask_cv", variety),
            ],
        )
    else:
        response, values = _how(filters, found, variety)
        say(dispatcher, response, variety, offers=offers, more=found.more, **values)
    known = {
        "filters": filters.as_json(),
        "searched": found.filters.as_json(),
        "offset": len(offers),
        "shown": [each.id for each in offers],
    }
    if everywhere:
        known["everywhere"] = True
    return [SlotSet(SEARCH, known), SlotSet(SLOT, TOPIC)]


def _how(filters: Filters, found: Found, variety: str) -> tuple[str, dict[str, Any]]:
    """Return the response that says what was found, and what it needs."""
    if found.dropped:
        given_up = Filters(**{name: getattr(filters, name) for name in found.dropped})
        dropped = said.wanted(given_up, variety)
        values = {"search": said.wanted(filters, variety), "dropped": dropped}
        return "utter_offers_relaxed_filter", values
    if not (found.near or found.elsewhere):
        return "utter_offers_results", {"search": said.wanted(filters, variety)}
    values = {
        "search": said.wanted(filters.without("city"), variety),
        "city": label("city", filters.city[0], variety),
    }
    if found.elsewhere:
        return "utter_offers_relaxed_country", values
    near = label("city", found.near or "", variety)
    return "utter_offers_relaxed_city", {**values, "near": near, "km": found.kilometres}


def _detail_buttons(offers: list[Offer], variety: str) -> list[dict[str, str]]:
    return [
        said.button(
            "offers_label_details", f'/offer_details{{"offer": "{offer.id}"}}', variety, n=number
        )
        for number, offer in enumerate(offers, start=1)
    ]


async def _inform(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """A bare "tanger" changes the search; "la deuxième" asks about an offer."""
    typed = message(tracker)
    shown = state(tracker).get("shown") or []
    if asked.wish(typed) == "everything":
        return go_on(dispatcher, tracker, everywhere=True, change=True)
    if shown and asked.position(typed, len(shown)) is not None:
        from actions.offer_details import about  # noqa: PLC0415  each needs the other

        return about(dispatcher, tracker)
    understood = _changes(tracker)
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    if not understood and intent != "inform":
        return None
    return go_on(dispatcher, tracker, change=True)


def _changes(tracker: Tracker) -> bool:
    return not filters_of("", of_entities(tracker.latest_message.get("entities") or ())).empty


async def _affirm(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    if _changes(tracker):
        return go_on(dispatcher, tracker, change=True)
    return show_more(dispatcher, tracker) if state(tracker).get("shown") else None


async def _deny(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    # "Non, pas Casablanca, plutôt Tanger" says already what to change.
    if _changes(tracker):
        return go_on(dispatcher, tracker, change=True)
    dispatcher.utter_message(response="utter_offers_change")
    return [SlotSet(SLOT, TOPIC)]


register(Topic(TOPIC, affirm=_affirm, deny=_deny, inform=_inform, lasting=True))
