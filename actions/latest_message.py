"""What every topic reads of the message that is being answered."""

from __future__ import annotations

from rasa_sdk import Tracker

from bot.speaking.variety import variety_of


def variety(tracker: Tracker) -> str:
    """Return the variety to answer in."""
    return variety_of(tracker.latest_message, tracker.current_slot_values())


def typed(tracker: Tracker) -> str:
    """Return what was typed; empty for a button."""
    text = str(tracker.latest_message.get("text") or "")
    return "" if text.startswith("/") else text
