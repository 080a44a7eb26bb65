"""What a message says about offers: a wish, and the filters of a search."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.latest_message import typed
from bot.offers import asked
from bot.offers.index.filters import Filters
from bot.offers.wish import filters_of, of_entities


def wish(tracker: Tracker) -> str | None:
    """Return the wish of a button, else of the words, or ``None``."""
    return next(tracker.get_latest_entity_values("wish"), None) or asked.wish(typed(tracker))


def filters(tracker: Tracker, text: str = "") -> Filters:
    """Return the filters that were recognised; with a text, its other words as well."""
    return filters_of(text, of_entities(tracker.latest_message.get("entities") or ()))
