"""Whether what a draft holds can be had; what cannot is said and taken out of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from actions.booking_doubt import readings
from actions.booking_draft import Draft
from actions.booking_turn import NOON
from bot.appointments.calendar import Refusal
from bot.appointments.desk import Desk
from bot.speaking.dates import say_day, say_moment

Say = Callable[..., None]
_REFUSED = {
    Refusal.PAST: "utter_booking_past",
    Refusal.TOO_SOON: "utter_booking_too_soon",
    Refusal.TOO_FAR: "utter_booking_too_far",
    Refusal.HOLIDAY: "utter_booking_holiday",
    Refusal.CLOSED: "utter_booking_closed",
    Refusal.OUTSIDE: "utter_booking_outside",
}
_NIGHT_ENDS = 8  # hour; a bare hour before it is one of the afternoon where nobody receives then


class Check:
    """Holds a draft against the agenda and what is booked.

    Args:
        draft: What is checked and changed.
        desk: Knows what can be had.
        variety: Variety of what is said.
        say: Says a response with its values.

    Attributes:
        refused: Whether something could not be had.
    """

    def __init__(self, draft: Draft, desk: Desk, variety: str, say: Say) -> None:
        self.draft = draft
        self.desk = desk
        self.variety = variety
        self.say = say
        self.refused = False

    def run(self) -> None:
        """Say what cannot be had, and take it out of the draft."""
        draft = self.draft
        if draft.center and draft.service not in (None, *self.desk.services(draft.center)):
            self.say("utter_booking_no_service_there")
            draft.service = None
        if not draft.center or not draft.service or not draft.day:
            return
        if draft.doubt:
            draft.either, draft.doubt = readings(self.desk, draft), None
            if draft.either:
                draft.day = draft.hour = None
                return
        if draft.hour is None:
            self._check_day()
            return
        start = self._with_afternoon()
        refused = self.desk.refusal(draft.center, draft.service, start)
        if refused and refused in _REFUSED:
            self.refuse_for(refused, start)
        elif not self._is_free(start):
            self.refuse("utter_booking_taken", start, keeps_day=True)
        else:
            draft.hour, draft.wish = start.time(), None

    def refuse_for(self, reason: Refusal, start: datetime) -> None:
        """Say why the calendar does not offer a start; the day stays if only the hour is wrong."""
        response = _REFUSED.get(reason, "utter_booking_closed")
        self.refuse(response, start, keeps_day=reason is Refusal.OUTSIDE)

    def refuse(self, response: str, start: datetime, keeps_day: bool) -> None:
        """Say that a start cannot be had; the next question offers what is nearest to it."""
        self.refused = True
        holiday = self.desk.calendar.holiday(start.date())
        self.say(
            response,
            day=say_day(start.date(), self.variety),
            moment=say_moment(start, self.variety),
            holiday=holiday.name[self.variety] if holiday else "",
            days=self.desk.agenda.rules.horizon_days,
        )
        self.draft.hour = None
        self.draft.wish = start
        if not keeps_day:
            self.draft.day = None

    def _check_day(self) -> None:
        draft = self.draft
        assert draft.center and draft.service and draft.day
        if self.desk.hours(draft.center, draft.service, draft.day):
            return
        noon = datetime.combine(draft.day, NOON)
        refused = self.desk.refusal(draft.center, draft.service, noon)
        if refused in (None, Refusal.OUTSIDE, Refusal.TOO_SOON):
            name = "utter_booking_day_full"
        else:
            name = _REFUSED.get(refused, "utter_booking_closed")
        self.refuse(name, noon, keeps_day=False)

    def _with_afternoon(self) -> datetime:
        """Take a bare "3" for three in the afternoon where the centre is closed at night."""
        draft = self.draft
        assert draft.center and draft.service and draft.start
        start = draft.start
        later = start + timedelta(hours=12)
        at_night = start.hour < _NIGHT_ENDS and later.date() == start.date()
        if at_night and self.desk.refusal(draft.center, draft.service, start) is not None:
            return later
        return start

    def _is_free(self, start: datetime) -> bool:
        draft = self.draft
        assert draft.center and draft.service
        if self.desk.is_free(draft.center, draft.service, start):
            return True
        # What this very request has booked before a crash is not in its own way.
        return self.desk.lookup.by_request(draft.key) is not None
