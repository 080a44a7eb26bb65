"""The form that books or moves an appointment: takes what is said, asks for what is missing."""

from __future__ import annotations

from copy import copy
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_words import desk
from actions.booking_center import names_center, other_center, take_center
from actions.booking_check import Check
from actions.booking_done import book
from actions.booking_draft import (
    ASKED,
    CENTER,
    CONFIRMED,
    DAY,
    FORM,
    HOUR,
    SERVICE,
    Draft,
    asking,
    draft_of,
    ended,
)
from actions.booking_heard import OURS, listen
from actions.booking_noted import noted
from actions.booking_time import take_time
from actions.booking_turn import move_begun, place_in_turn
from actions.latest_message import variety
from actions.open_question import Events
from bot.appointments import waiting_list
from bot.appointments.appointment import Appointment
from bot.appointments.booking_words import chooses, detail_in, place_in
from bot.appointments.subjects import subject_of
from bot.errors import StorageError

NOT_SURE = frozenset({"nlu_fallback", "inform"})
LEAVING = frozenset({"cancel", "cancel_appointment"})


class ValidateBookingForm(Action):
    """Takes each message while the form is active (Rasa's ``validate_<form>``)."""

    def name(self) -> str:
        """Return the name in the domain."""
        return f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Return the slots and the next question, or nothing when the message is not for it."""
        try:
            return _Turn(dispatcher, tracker).events()
        except StorageError:
            dispatcher.utter_message(response="utter_error_appointments")
            return [SlotSet(CONFIRMED, None), SlotSet(ASKED, tracker.get_slot(ASKED) or CENTER)]


class _Turn:
    """One message in the form."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> None:
        self._dispatcher = dispatcher
        self._tracker = tracker
        self._desk = desk()
        self._variety = variety(tracker)
        self._heard = listen(tracker.latest_message)
        self._begins, self._resumes = place_in_turn(tracker)
        self._asked: str | None = None if self._begins else tracker.get_slot(ASKED)
        mover = move_begun(tracker) if self._begins else None
        # "the one of Thursday" has told which appointment is meant, not when it is to be.
        self._told_which = mover not in (None, "action_reschedule_appointment")
        self._draft = draft_of(tracker) if mover or not self._begins else Draft()
        self._check = Check(self._draft, self._desk, self._variety, self._say)
        # The summary asks whether anything is wrong: naming another thing says what.
        corrects = self._asked == CONFIRMED and self._heard.is_short
        self._changes = self._heard.changes or (corrects and self._heard.intent != "search_offers")

    def events(self) -> Events:
        if self._resumes:
            return self._ask(self._asked or self._draft.missing)
        if not self._begins:
            left = self._leave_or_pass()
            if left is not None:
                return left
        if self._told_which:
            return self._ask(self._draft.missing)
        before = copy(self._draft)
        changed = self._take()
        if self._asked == CONFIRMED and not changed and not self._begins:
            return self._answered_confirmation()
        self._check.run()
        if not self._begins:
            self._say_what_was_taken(before, changed)
        return self._ask(self._draft.missing)

    def _say_what_was_taken(self, before: Draft, changed: bool) -> None:
        missing = self._draft.missing
        if not changed:
            self._say("utter_booking_unclear")
        elif self._check.refused:
            return
        elif missing == self._asked and missing != CONFIRMED:
            what = noted(before, self._draft, self._variety)
            if what:
                self._say("utter_booking_noted", what=what)

    def _leave_or_pass(self) -> Events | None:
        heard = self._heard
        changes = heard.change or self._detail_to_change()
        bare = not heard.has_details and heard.yes is None and not changes
        if (heard.intent in LEAVING and bare) or heard.stop or heard.change == "stop":
            self._say("utter_booking_left")
            return ended()
        if heard.change == "wait" and self._draft.center and self._draft.service:
            self._wait()
            return ended()
        if heard.is_question and heard.intent in NOT_SURE and not heard.has_time:
            return []
        if changes or heard.yes is not None or heard.intent in OURS:
            return None
        if self._asked_thing_is_named():
            return None
        return []  # a question in between: whoever knows answers, then the form asks again

    def _wait(self) -> None:
        draft = self._draft
        assert draft.center and draft.service
        student = self._tracker.sender_id
        waiting_list.join(self._desk.engine, student, draft.center, draft.service, self._variety)
        self._say("utter_waiting_joined")

    def _asked_thing_is_named(self) -> bool:
        heard, asked = self._heard, self._asked
        if asked == CENTER and names_center(heard, self._draft):
            return True
        # "my son is 15" at the summary is about who comes; elsewhere it may begin a question.
        tells = heard.is_short or (asked == CONFIRMED and not heard.is_question)
        if (heard.guardian and tells) or self._is_chosen_by_word():
            return True
        if not heard.is_answer:
            return False
        place = self._draft.either and place_in(heard.text)
        by_number = heard.number is not None or bool(place)
        return (
            (asked in (CENTER, DAY, HOUR) and by_number)
            or (asked in (DAY, HOUR) and self._is_bare_time())
            or heard.has_details
        )

    def _is_chosen_by_word(self) -> bool:
        """Whether a short message names a subject, another centre or a vague time in its place."""
        heard, asked = self._heard, self._asked
        if heard.is_question or not chooses(heard.text):
            return False
        subject = subject_of(heard.text) is not None
        other = self._changes and other_center(heard, self._draft) is not None
        vague = bool(heard.times) and (asked in (DAY, HOUR) or heard.changes)
        return (subject and (asked == SERVICE or self._changes)) or other or vague

    def _is_bare_time(self) -> bool:
        tried = copy(self._draft)
        take_time(self._heard, tried, self._asked, lambda: None)
        return tried.start != self._draft.start or tried.day != self._draft.day

    def _take(self) -> bool:
        """Put what was said into the draft; return whether anything was."""
        before = self._draft.events()
        heard, draft = self._heard, self._draft
        change = heard.change or self._detail_to_change()
        if change:
            return self._forget(change)
        if not take_center(heard, draft, self._asked == CENTER, self._changes):
            self._say("utter_booking_no_center_there")
        draft.guardian = draft.guardian or heard.guardian
        if heard.services:
            draft.service = heard.services[0]
        elif self._asked == SERVICE or self._changes:
            self._take_subject()
        take_time(heard, draft, self._asked, self._moved)
        return before != draft.events()

    def _detail_to_change(self) -> str | None:
        """Return the detail that an answer to "what shall we change?" names in words."""
        asked = self._asked == CONFIRMED and self._tracker.get_slot(CONFIRMED) is False
        # One word alone is the word of the button, also where it means "today" elsewhere.
        alone = len(self._heard.text.split()) == 1 or not self._heard.has_details
        return detail_in(self._heard.text) if asked and alone else None

    def _forget(self, what: str) -> bool:
        draft = self._draft
        if what == "center":
            draft.center = draft.city = draft.kind = None
        elif what == "service":
            draft.service = None
        elif what == "day":
            draft.day = draft.hour = draft.part = draft.wish = None
        elif what == "hour":
            draft.hour = draft.wish = None
        return True

    def _take_subject(self) -> None:
        named, number = subject_of(self._heard.text), self._heard.number
        services = self._desk.services(self._draft.center)
        if named:
            self._draft.service = named
        elif self._asked != SERVICE:
            return
        elif number and number <= len(services) and not self._heard.has_time:
            self._draft.service = services[number - 1]

    def _moved(self) -> Appointment | None:
        return self._desk.lookup.by_code(str(self._draft.moves))

    def _answered_confirmation(self) -> Events:
        if self._heard.yes is None:
            self._say("utter_booking_unclear")
            return self._ask(CONFIRMED)
        if self._heard.yes and self._tracker.get_slot(CONFIRMED) is False:
            return self._ask(CONFIRMED)  # the yes answers "what shall I change?", so say it again
        if not self._heard.yes:
            return [*self._draft.events(), SlotSet(CONFIRMED, False), SlotSet(ASKED, CONFIRMED)]
        return book(self._check, self._tracker.sender_id)

    def _ask(self, slot: str) -> Events:
        return asking(self._draft, slot)

    def _say(self, response: str, **values: Any) -> None:
        self._dispatcher.utter_message(response=response, **values)
