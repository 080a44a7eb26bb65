"""Where the booking form stands in a turn, and which hours lie in a part of the day."""

from __future__ import annotations

from datetime import datetime, time

from rasa_sdk import Tracker

from actions.booking_draft import EXTRA, FORM

NOON = time(12)
EVENING = time(18)


def in_part(start: datetime, part: str | None) -> bool:
    """Whether a start lies in a part of the day; in any when none was said."""
    clock_time = start.time()
    if part == "morning":
        return clock_time < NOON
    if part == "afternoon":
        return clock_time >= NOON
    if part == "evening":
        return clock_time >= EVENING
    return True


def place_in_turn(tracker: Tracker) -> tuple[bool, bool]:
    """Tell whether the form begins in this turn, and whether it comes back after another answer."""
    answered = False
    for event in reversed(tracker.events):
        kind = event.get("event")
        if kind == "active_loop" and event.get("name") == FORM:
            return True, False
        if kind == "user":
            break
        if kind == "action" and event.get("name") not in {
            "action_listen",
            FORM,
            f"validate_{FORM}",
        }:
            answered = True
    return (tracker.active_loop or {}).get("name") != FORM, answered


def move_begun(tracker: Tracker) -> str | None:
    """Return the action that began to move an appointment in this turn, or ``None``."""
    drafted = False
    for event in reversed(tracker.events):
        kind = event.get("event")
        if kind == "user":
            return None
        if kind == "slot" and event.get("name") == EXTRA:
            drafted = drafted or bool((event.get("value") or {}).get("moves"))
        elif kind == "action" and drafted:
            return str(event.get("name"))
    return None
