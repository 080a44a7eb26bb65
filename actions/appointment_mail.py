"""Takes the e-mail address to which the calendar file goes."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_words import desk
from actions.open_question import Events, Topic, register
from bot.appointments.mail import address_in, note_address
from bot.errors import StorageError

MAIL = "appointment_mail"


async def _address(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    address = address_in(str(tracker.latest_message.get("text") or ""))
    if address is None:
        return None
    closed = [SlotSet("pending", None), SlotSet("appointment", None)]
    try:
        found = desk().lookup.by_code(str(tracker.get_slot("appointment")))
        if found is None or found.student != tracker.sender_id:
            return closed
        note_address(desk().engine, found, address)
    except StorageError:
        dispatcher.utter_message(response="utter_error_appointments")
        return []
    dispatcher.utter_message(response="utter_booking_mail_noted")
    return closed


register(Topic(MAIL, inform=_address))
