"""The last yes: books or moves what the draft holds, and says what came of it."""

from __future__ import annotations

from datetime import datetime

from rasa_sdk.events import SlotSet

from actions.appointment_mail import MAIL
from actions.appointment_words import calendar_links
from actions.booking_check import Check
from actions.booking_draft import asking, ended
from actions.open_question import Events
from bot.appointments import mail
from bot.appointments.appointment import Appointment, Wanted
from bot.appointments.calendar import Refusal
from bot.appointments.words import describe
from bot.errors import BookingError, NoSuchAppointment, NotOffered, StudentBusy, TooManyOpen


def book(check: Check, student: str) -> Events:
    """Book or move; ask again for what is missing or was lost to somebody else.

    Args:
        check: Holds the draft.
        student: Sender id.
    """
    draft, start = check.draft, check.draft.start
    if not draft.center or not draft.service or start is None:
        return asking(draft, draft.missing)
    wanted = Wanted(
        student=student,
        center=draft.center,
        service=draft.service,
        start=start,
        minutes=check.desk.minutes(draft.service),
        request=draft.key,
        variety=check.variety,
        guardian=draft.guardian,
    )
    try:
        booked = _book_or_move(check, wanted)
    except BookingError as error:
        return _not_booked(check, error, start)
    return _booked(check, booked)


def _book_or_move(check: Check, wanted: Wanted) -> Appointment:
    code = check.draft.moves
    if code is None:
        return check.desk.book(wanted)
    old = check.desk.lookup.by_code(code)
    if old is None or old.student != wanted.student:
        raise NoSuchAppointment(code)
    return check.desk.move(old, wanted)


def _booked(check: Check, booked: Appointment) -> Events:
    check.say(
        "utter_booking_moved" if check.draft.moves else "utter_booking_done",
        **describe(booked, check.variety),
    )
    check.say(f"utter_booking_bring_{booked.service.replace('-', '_')}")
    check.say("utter_booking_calendar", **calendar_links(booked, check.variety))
    if mail.server() and not booked.email:
        check.say("utter_booking_mail")
        return [*ended(), SlotSet("appointment", booked.code), SlotSet("pending", MAIL)]
    return ended()


def _not_booked(check: Check, error: BookingError, start: datetime) -> Events:
    if isinstance(error, TooManyOpen):
        check.say("utter_booking_too_many", count=check.desk.agenda.rules.open_per_student)
        return ended()
    if isinstance(error, NoSuchAppointment):
        check.say("utter_appointment_gone")
        return ended()
    if isinstance(error, NotOffered):
        check.refuse_for(Refusal(error.reason), start)
    elif isinstance(error, StudentBusy):
        check.refuse("utter_booking_student_busy", start, keeps_day=True)
    else:
        check.refuse("utter_booking_taken", start, keeps_day=True)
    return asking(check.draft, check.draft.missing)
