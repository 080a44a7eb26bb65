"""An appointment that was made in another channel: its code and its day give it to this one."""

from __future__ import annotations

from collections.abc import Iterable

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_words import button, desk, label
from actions.booking_heard import listen
from actions.latest_message import typed, variety
from actions.open_question import Events, Topic, register
from bot.appointments.appointment import Appointment
from bot.appointments.codes import code_in, take_over
from bot.appointments.words import describe
from bot.errors import BookingError, StorageError, TooManyTrials

TOPIC = "appointment_code"
CODE_SLOT = "appointment"


def written_code(tracker: Tracker) -> str | None:
    """Return the code that the student typed, or ``None``."""
    return code_in(typed(tracker))


def of_another_channel(tracker: Tracker, mine: Iterable[Appointment]) -> bool:
    """Whether the message holds a code that is none of this conversation's appointments."""
    code = written_code(tracker)
    return code is not None and code not in {each.code for each in mine}


def ask_for_day(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Ask for the day of the appointment, whether or not there is one with the code."""
    dispatcher.utter_message(response="utter_code_day")
    return [SlotSet(CODE_SLOT, written_code(tracker)), SlotSet("pending", TOPIC)]


async def _day_said(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    day = listen(tracker.latest_message).day
    code = str(tracker.get_slot(CODE_SLOT) or "")
    if day is None:
        return None
    closed = [SlotSet("pending", None), SlotSet(CODE_SLOT, None)]
    spoken = variety(tracker)
    try:
        taken = take_over(desk().engine, tracker.sender_id, code, day)
    except TooManyTrials:
        dispatcher.utter_message(response="utter_code_locked")
        return closed
    except BookingError:
        dispatcher.utter_message(response="utter_code_wrong")
        return closed
    except StorageError:
        dispatcher.utter_message(response="utter_error_appointments")
        return []
    dispatcher.utter_message(
        response="utter_appointment_shown",
        buttons=[
            button(label("label_move", spoken), "reschedule_appointment", appointment=taken.code),
            button(label("label_cancel", spoken), "cancel_appointment", appointment=taken.code),
        ],
        **describe(taken, spoken),
    )
    return closed


register(Topic(TOPIC, inform=_day_said))
