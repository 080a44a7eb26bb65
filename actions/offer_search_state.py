"""What a conversation remembers of its search for offers.

The slot ``search`` holds ``filters`` (what was asked), ``searched`` (what was searched in the end),
``asked`` (how many questions), ``everywhere``, ``shown`` (ids in their order), ``offset`` (how many
were shown) and ``looked_at`` (the id of an offer), each from when it is known.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

from actions.open_question import SLOT, Events

TOPIC = "offers"
SEARCH = "search"


def state(tracker: Tracker) -> dict[str, Any]:
    """Return what is known of the search that goes on; empty before the first."""
    known = tracker.get_slot(SEARCH)
    return dict(known) if isinstance(known, dict) else {}


def remembered(known: dict[str, Any]) -> Events:
    """Return the events that keep a state and leave the next answer to the topic of offers."""
    return [SlotSet(SEARCH, known), SlotSet(SLOT, TOPIC)]
