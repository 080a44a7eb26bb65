"""Where the centres are."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.appointment_words import center_buttons
from actions.booking_heard import listen
from actions.latest_message import variety
from actions.open_question import Events
from bot.appointments.centers import centers, centers_of
from bot.appointments.words import center_name


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
