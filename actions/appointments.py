"""Looking after what is booked: show, move, cancel."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_choice import (
    CANCEL,
    MOVE,
    WHICH,
    answers_which,
    ask_which,
    chosen,
    named,
)
from actions.appointment_code import ask_for_day, of_another_channel
from actions.appointment_words import button, desk, label
from actions.booking_draft import FORM, Draft
from actions.latest_message import variety
from actions.open_question import Answer, Events, Topic, answered, register
from actions.saved_offers import wishes
from bot.appointments.appointment import Appointment
from bot.appointments.words import describe
from bot.appointments.yes_no import yes_or_no
from bot.errors import StorageError

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
            mine = desk().lookup.open_of(tracker.sender_id)
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
                    button(label("label_move", spoken), MOVE, appointment=appointment.code),
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
            code = next(tracker.get_latest_entity_values(CHOSEN), None)
            said = yes_or_no(str(tracker.latest_message.get("text") or ""))
            if code is None and said is not False and _asked_just_now(tracker):
                return await _cancel(dispatcher, tracker)
            if of_another_channel(tracker, desk().lookup.open_of(tracker.sender_id)):
                return ask_for_day(dispatcher, tracker)
            return _take(dispatcher, tracker, named(tracker, CANCEL), CANCEL)
        except StorageError:
            return _no_answer(dispatcher)


class Leave(Action):
    """Answers "stop" where no form is active: cancels what was just asked about, else says so."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_leave"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The word for "cancel" is a yes to "shall I cancel it?", and a no to other questions."""
        if _asked_just_now(tracker):
            return await _cancel(dispatcher, tracker)
        # "Khelliha" is "leave it" and "keep it": after offers were shown it keeps one.
        events = await answered("deny", dispatcher, tracker)
        if events is None:
            events = wishes(dispatcher, tracker)
        if events is not None:
            return events
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
            if of_another_channel(tracker, desk().lookup.open_of(tracker.sender_id)):
                return ask_for_day(dispatcher, tracker)
            return _take(dispatcher, tracker, named(tracker, MOVE), MOVE)
        except StorageError:
            return _no_answer(dispatcher)


def _take(
    dispatcher: CollectingDispatcher, tracker: Tracker, among: list[Appointment], intent: str
) -> Events:
    """Move or cancel the one appointment that is meant; ask which while there are several."""
    if not among:
        dispatcher.utter_message(response="utter_appointment_none")
        return [SlotSet("pending", None)]
    if len(among) > 1:
        ask_which(dispatcher, tracker, among, intent)
        return [SlotSet("pending", WHICH[intent])]
    return (_confirm if intent == CANCEL else _move)(dispatcher, tracker, among[0])


def _confirm(
    dispatcher: CollectingDispatcher, tracker: Tracker, appointment: Appointment
) -> Events:
    spoken = variety(tracker)
    move = button(label("label_move", spoken), MOVE, appointment=appointment.code)
    dispatcher.utter_message(
        response="utter_appointment_cancel_confirm",
        buttons=[move],
        **describe(appointment, spoken),
    )
    return [SlotSet(CHOSEN, appointment.code), SlotSet("pending", CANCEL)]


def _move(_dispatcher: CollectingDispatcher, _tracker: Tracker, appointment: Appointment) -> Events:
    draft = Draft(
        center=appointment.center,
        service=appointment.service,
        moves=appointment.code,
        guardian=appointment.guardian,
    )
    return [*draft.events(), SlotSet("pending", None), FollowupAction(FORM)]


def _which(intent: str) -> Answer:
    async def answer(dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
        try:
            found = chosen(tracker)
            return _take(dispatcher, tracker, found, intent) if found else None
        except StorageError:
            return _no_answer(dispatcher)

    return answer


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
        found = desk().lookup.by_code(str(tracker.get_slot(CHOSEN)))
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
for _intent, _name in WHICH.items():
    _answer = _which(_intent)
    register(Topic(_name, affirm=_answer, deny=_keep, inform=_answer, takes=answers_which))
