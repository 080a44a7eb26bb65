"""Which of the student's appointments is meant: by code, by words, by its place, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_code import written_code
from actions.appointment_words import button, desk, short_appointment
from actions.booking_heard import Heard, listen
from actions.latest_message import variety
from bot.appointments.appointment import Appointment
from bot.appointments.booking_words import chooses, place_in
from bot.appointments.subjects import subject_of
from bot.errors import StorageError

CANCEL, MOVE = "cancel_appointment", "reschedule_appointment"
WHICH = {CANCEL: "utter_appointment_cancel_which", MOVE: "utter_appointment_move_which"}


def named(tracker: Tracker, intent: str) -> list[Appointment]:
    """Return the open appointments that a message which begins a move or a cancellation can mean.

    Args:
        tracker: The conversation.
        intent: What is to be done; the day in a move may be the new one, so it does not tell.
    """
    mine = desk().lookup.open_of(tracker.sender_id)
    code = next(tracker.get_latest_entity_values("appointment"), None) or written_code(tracker)
    if code:
        return [each for each in mine if each.code == str(code)]
    heard = listen(tracker.latest_message)
    return _described(mine, heard, with_time=intent == CANCEL) or mine


def chosen(tracker: Tracker) -> list[Appointment]:
    """Return those that an answer to "which one?" can mean; none when it is no such answer."""
    heard = listen(tracker.latest_message)
    if heard.is_question or not chooses(heard.text):
        return []
    mine = desk().lookup.open_of(tracker.sender_id)
    code = written_code(tracker)
    if code:
        return [each for each in mine if each.code == code]
    subject = subject_of(heard.text)
    if heard.has_details or subject:
        heard = replace(heard, services=heard.services or ((subject,) if subject else ()))
        return _described(mine, heard, with_time=True)
    place = heard.number or place_in(heard.text)
    return [mine[place - 1]] if place and place <= len(mine) else []


def answers_which(tracker: Tracker) -> bool:
    """Whether a message answers "which one?", whatever intent it was taken for."""
    try:
        return bool(chosen(tracker))
    except StorageError:
        return False


def ask_which(
    dispatcher: CollectingDispatcher, tracker: Tracker, among: Sequence[Appointment], intent: str
) -> None:
    """Ask which one is meant, a button each."""
    spoken = variety(tracker)
    dispatcher.utter_message(
        response=WHICH[intent],
        buttons=[
            button(short_appointment(each, spoken), intent, appointment=each.code) for each in among
        ],
    )


def _described(mine: list[Appointment], heard: Heard, with_time: bool) -> list[Appointment]:
    day = heard.day if with_time and not heard.hour_only else None
    hour = heard.hour if with_time else None
    return [
        each
        for each in mine
        if (not heard.services or each.service in heard.services)
        and (not heard.centers or each.center in heard.centers)
        and (day is None or each.start.date() == day)
        and (hour is None or each.start.time() == hour)
    ]
