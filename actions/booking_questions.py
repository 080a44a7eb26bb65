"""The questions of the booking form, with what can be chosen as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_words import (
    Button,
    button,
    center_buttons,
    day_buttons,
    desk,
    hour_buttons,
    label,
    service_buttons,
    start_buttons,
)
from actions.booking_center import candidates
from actions.booking_draft import CONFIRMED, FORM, Draft, draft_of
from actions.booking_turn import in_part
from actions.latest_message import variety
from actions.open_question import Events
from bot.appointments.words import center_name, service_name
from bot.errors import StorageError
from bot.speaking.dates import say_day, say_moment

DAYS_SHOWN = 5
HOURS_SHOWN = 8
NEAREST = 3
_PRECISION: dict[type, tuple[str, ...]] = {date: (), datetime: ("T", "minutes")}


class _Question(Action):
    """A question of the form; a store that does not answer is said."""

    slot = ""

    def name(self) -> str:
        """Return Rasa's name of the question."""
        return f"action_ask_{FORM}_{self.slot}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Ask, and keep which times were offered, so that "the second" is one of them."""
        draft = draft_of(tracker)
        try:
            offered = self.ask(dispatcher, tracker, draft, variety(tracker))
        except StorageError:
            dispatcher.utter_message(response="utter_error_appointments")
            return []
        draft.offered = tuple(each.isoformat(*_PRECISION[type(each)]) for each in offered)
        return draft.events() if offered else []

    def ask(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, spoken: str
    ) -> Sequence[date]:
        """Say the question with its buttons; return the days or starts among them."""
        raise NotImplementedError


class AskCenter(_Question):
    """Which centre."""

    slot = "booking_center"

    def ask(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, spoken: str
    ) -> Sequence[date]:
        """Ask among the centres of the city or of the kind that was named, else among all."""
        dispatcher.utter_message(
            response="utter_booking_which_center" if draft.city else "utter_booking_center",
            buttons=center_buttons(candidates(draft), spoken),
        )
        return ()


class AskService(_Question):
    """What it is about."""

    slot = "booking_service"

    def ask(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, spoken: str
    ) -> Sequence[date]:
        """Ask among what the centre does."""
        dispatcher.utter_message(
            response="utter_booking_service",
            buttons=service_buttons(desk().services(draft.center), spoken),
        )
        return ()


class AskDay(_Question):
    """Which day."""

    slot = "booking_day"

    def ask(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, spoken: str
    ) -> Sequence[date]:
        """Offer the next days with something free, or what is nearest to a wish."""
        if not draft.center or not draft.service:
            return ()
        if draft.either:
            _offer_both(dispatcher, draft, spoken)
            return ()
        if draft.wish:
            return _offer_nearest(dispatcher, draft, spoken)
        days = desk().days(draft.center, draft.service, DAYS_SHOWN, draft.since)
        dispatcher.utter_message(
            response="utter_booking_day" if days else "utter_booking_nothing_free",
            buttons=day_buttons(days, spoken) or [_wait_button(spoken)],
        )
        return days


class AskHour(_Question):
    """Which hour."""

    slot = "booking_hour"

    def ask(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, spoken: str
    ) -> Sequence[date]:
        """Offer the hours of the day, or what is nearest to a wish."""
        if not draft.center or not draft.service or not draft.day:
            return ()
        if draft.wish:
            return _offer_nearest(dispatcher, draft, spoken)
        hours = desk().hours(draft.center, draft.service, draft.day)
        wished = [start for start in hours if in_part(start, draft.part)] or hours
        shown = _spread(wished, HOURS_SHOWN)
        dispatcher.utter_message(
            response="utter_booking_hour",
            day=say_day(draft.day, spoken),
            buttons=hour_buttons(shown),
        )
        return shown


class AskConfirmation(_Question):
    """Whether it is right: weekday, date, hour, centre and subject are said before the yes."""

    slot = "booking_confirmed"

    def ask(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, draft: Draft, spoken: str
    ) -> Sequence[date]:
        """Say everything back; after a no, ask what is to change."""
        if not draft.center or not draft.service or draft.start is None:
            return ()
        if tracker.get_slot(CONFIRMED) is False:
            kinds = ("day", "hour", "center", "service", "stop")
            dispatcher.utter_message(
                response="utter_booking_change",
                buttons=[
                    button(label(f"label_change_{kind}", spoken), "inform", change=kind)
                    for kind in kinds
                ],
            )
            return ()
        dispatcher.utter_message(
            response="utter_booking_confirm_move" if draft.moves else "utter_booking_confirm",
            moment=say_moment(draft.start, spoken),
            center=center_name(draft.center, spoken),
            service=service_name(draft.service, spoken),
            guardian=f"\n- {label('label_guardian', spoken)}" if draft.guardian else "",
        )
        return ()


def _offer_both(dispatcher: CollectingDispatcher, draft: Draft, spoken: str) -> None:
    if "T" in draft.either[0]:
        buttons = start_buttons(map(datetime.fromisoformat, draft.either), spoken)
    else:
        buttons = day_buttons(map(date.fromisoformat, draft.either), spoken)
    dispatcher.utter_message(response="utter_booking_which_time", buttons=buttons)


def _offer_nearest(
    dispatcher: CollectingDispatcher, draft: Draft, spoken: str
) -> Sequence[datetime]:
    if not draft.center or not draft.service or not draft.wish:
        return ()
    nearest = desk().nearest(draft.center, draft.service, draft.wish, NEAREST)
    dispatcher.utter_message(
        response="utter_booking_other_time" if nearest else "utter_booking_nothing_free",
        buttons=[*start_buttons(nearest, spoken), _wait_button(spoken)],
    )
    return nearest


def _wait_button(spoken: str) -> Button:
    return button(label("label_wait", spoken), "inform", change="wait")


def _spread(starts: Sequence[datetime], count: int) -> list[datetime]:
    """Return at most so many of the starts, over the whole day."""
    if len(starts) <= count:
        return list(starts)
    return [starts[round(n * (len(starts) - 1) / (count - 1))] for n in range(count)]
