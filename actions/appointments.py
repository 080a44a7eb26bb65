"""Looking after what is booked: show, move, cancel; and where the centres are."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_code import ask_for_day, of_another_channel, written_code
from actions.appointment_words import (
    button,
    center_buttons,
    desk,
    label,
    short_appointment,
    variety,
)
from actions.booking_draft import FORM, Draft
from actions.booking_heard import Heard, listen
from actions.open_question import Events, Topic, register
from bot.appointments.appointment import Appointment
from bot.appointments.centers import centers, centers_of
from bot.appointments.words import center_name, describe
from bot.appointments.yes_no import yes_or_no
from bot.errors import StorageError

CANCEL = "cancel_appointment"
CHOSEN = "appointment"


class CheckAppointment(Action):
    """Shows what the student has booked."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_check_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Show each with its moment, place and code."""
        try:
            mine = desk().bookings.open_of(tracker.sender_id)
            if of_another_channel(tracker, mine):
                return ask_for_day(dispatcher, tracker)
        except StorageError:
            return _no_answer(dispatcher)
        spoken = variety(tracker)
        code = next(tracker.get_latest_entity_values(CHOSEN), None)
        if next(tracker.get_latest_entity_values("change"), None) == "come":
            coming = [each for each in mine if each.code == str(code)]
            for appointment in coming:
                dispatcher.utter_message(
                    response="utter_appointment_expected", **describe(appointment, spoken)
                )
            if coming:
                return []
        if not mine:
            dispatcher.utter_message(response="utter_appointment_none")
        for appointment in mine:
            dispatcher.utter_message(
                response="utter_appointment_shown",
                buttons=[
                    button(
                        label("label_move", spoken),
                        "reschedule_appointment",
                        appointment=appointment.code,
                    ),
                    button(label("label_cancel", spoken), CANCEL, appointment=appointment.code),
                ],
                **describe(appointment, spoken),
            )
        return []


class CancelAppointment(Action):
    """Asks for a yes before it cancels; asks which when there are several."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_cancel_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """A yes said together with the word ("oui annule") is the yes that was asked for."""
        try:
            named = next(tracker.get_latest_entity_values(CHOSEN), None)
            said = yes_or_no(str(tracker.latest_message.get("text") or ""))
            if named is None and said is not False and _asked_just_now(tracker):
                return await _cancel(dispatcher, tracker)
            if of_another_channel(tracker, desk().bookings.open_of(tracker.sender_id)):
                return ask_for_day(dispatcher, tracker)
            chosen = _choose(dispatcher, tracker, CANCEL, "utter_appointment_cancel_which")
        except StorageError:
            return _no_answer(dispatcher)
        if chosen is None:
            return []
        spoken = variety(tracker)
        move = button(
            label("label_move", spoken), "reschedule_appointment", appointment=chosen.code
        )
        dispatcher.utter_message(
            response="utter_appointment_cancel_confirm",
            buttons=[move],
            **describe(chosen, spoken),
        )
        return [SlotSet(CHOSEN, chosen.code), SlotSet("pending", CANCEL)]


class Leave(Action):
    """Answers "stop" where no form is active: cancels what was just asked about, else says so."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_leave"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The word for "cancel" is a yes to "shall I cancel it?"."""
        if _asked_just_now(tracker):
            return await _cancel(dispatcher, tracker)
        dispatcher.utter_message(response="utter_cancel_nothing")
        return []


class RescheduleAppointment(Action):
    """Finds the appointment that is meant and starts the form on it."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_reschedule_appointment"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The form keeps centre and subject and asks for the time, unless it was said."""
        try:
            if of_another_channel(tracker, desk().bookings.open_of(tracker.sender_id)):
                return ask_for_day(dispatcher, tracker)
            chosen = _choose(
                dispatcher, tracker, "reschedule_appointment", "utter_appointment_move_which"
            )
        except StorageError:
            return _no_answer(dispatcher)
        if chosen is None:
            return []
        draft = Draft(
            center=chosen.center,
            service=chosen.service,
            moves=chosen.code,
            guardian=chosen.guardian,
        )
        return [*draft.events(), FollowupAction(FORM)]


class AboutCenter(Action):
    """Says where a centre is, as far as it is known."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_ask_center"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Answer for the centre or the city that was named; list the centres otherwise."""
        spoken = variety(tracker)
        heard = listen(tracker.latest_message)
        among = [centers()[id_] for id_ in heard.centers if id_ in centers()]
        among = among or [center for city in heard.cities for center in centers_of(city)]
        if not among:
            dispatcher.utter_message(
                response="utter_booking_no_center_there" if heard.cities else "utter_center_which",
                buttons=center_buttons(centers().values(), spoken, "ask_center"),
            )
            return []
        for center in among:
            dispatcher.utter_message(
                response="utter_center_known" if center.address else "utter_center_unconfirmed",
                center=center_name(center.id, spoken),
                address=center.address[spoken] if center.address else "",
                phone=center.phone or "",
            )
        return []


def _choose(
    dispatcher: CollectingDispatcher, tracker: Tracker, intent: str, which: str
) -> Appointment | None:
    """Return the open appointment that is meant, or ask which and return ``None``."""
    mine = desk().bookings.open_of(tracker.sender_id)
    code = next(tracker.get_latest_entity_values(CHOSEN), None) or written_code(tracker)
    if code:
        mine = [each for each in mine if each.code == str(code)]
    if not mine:
        dispatcher.utter_message(response="utter_appointment_none")
        return None
    if len(mine) > 1:
        mine = _meant(mine, listen(tracker.latest_message), intent) or mine
    if len(mine) == 1:
        return mine[0]
    spoken = variety(tracker)
    dispatcher.utter_message(
        response=which,
        buttons=[
            button(short_appointment(each, spoken), intent, appointment=each.code) for each in mine
        ],
    )
    return None


def _meant(mine: list[Appointment], heard: Heard, intent: str) -> list[Appointment]:
    """Return those that the message describes; a day in a move may be the new one, so not it."""
    return [
        each
        for each in mine
        if (not heard.services or each.service in heard.services)
        and (not heard.centers or each.center in heard.centers)
        and (intent != CANCEL or heard.day is None or each.start.date() == heard.day)
    ]


def _asked_just_now(tracker: Tracker) -> bool:
    """Whether the turn before this one asked to confirm a cancellation."""
    turns = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            turns += 1
        elif (
            turns == 1
            and event.get("event") == "slot"
            and event.get("name") == CHOSEN
            and event.get("value")
        ):
            return bool(tracker.get_slot(CHOSEN) == event["value"])
        if turns > 1:
            break
    return False


async def _cancel(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    closed = [SlotSet("pending", None), SlotSet(CHOSEN, None)]
    try:
        found = desk().bookings.by_code(str(tracker.get_slot(CHOSEN)))
        if found is None or found.student != tracker.sender_id:
            dispatcher.utter_message(response="utter_appointment_none")
            return closed
        desk().cancel(found)
    except StorageError:
        return _no_answer(dispatcher)
    dispatcher.utter_message(
        response="utter_appointment_cancelled", **describe(found, variety(tracker))
    )
    return closed


async def _keep(dispatcher: CollectingDispatcher, _tracker: Tracker) -> Events:
    dispatcher.utter_message(response="utter_appointment_kept")
    return [SlotSet("pending", None), SlotSet(CHOSEN, None)]


async def _bare_answer(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    said = yes_or_no(str(tracker.latest_message.get("text") or ""))
    if said is None:
        return None
    return await (_cancel if said else _keep)(dispatcher, tracker)


def _no_answer(dispatcher: CollectingDispatcher) -> Events:
    dispatcher.utter_message(response="utter_error_appointments")
    return []


register(Topic(CANCEL, affirm=_cancel, deny=_keep, inform=_bare_answer))
