"""The booking that a conversation is putting together, as it stands in the slots."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet

FORM = "booking_form"
ASKED = "requested_slot"
CENTER, SERVICE, DAY, HOUR, CONFIRMED = (
    "booking_center",
    "booking_service",
    "booking_day",
    "booking_hour",
    "booking_confirmed",
)
EXTRA = "booking"


@dataclass
class Draft:
    """What is known of the booking so far.

    Attributes:
        key: Names this booking, so that a repeated last yes books once.
        center: Id of the centre.
        city: City that was named when it has several centres.
        kind: Kind of centre that was named when several are of it.
        service: Id of the subject.
        day: The day.
        hour: The hour on that day.
        part: ``morning``, ``afternoon`` or ``evening`` when only that was said.
        wish: A time near which free ones are offered: what could not be had, or "any time".
        since: The first day to offer, when a week was named and no day.
        moves: Code of the appointment that is to be moved.
        guardian: Whether somebody comes along with a minor.
        doubt: Why the time that was said can be read in two ways, see actions/booking_doubt.py.
        either: The two readings to choose from, ISO days or wall times.
        offered: The days or wall times that the last question showed, in their order.
    """

    key: str = field(default_factory=lambda: uuid4().hex)
    center: str | None = None
    city: str | None = None
    kind: str | None = None
    service: str | None = None
    day: date | None = None
    hour: time | None = None
    part: str | None = None
    wish: datetime | None = None
    since: date | None = None
    moves: str | None = None
    guardian: bool = False
    doubt: str | None = None
    either: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def start(self) -> datetime | None:
        """The wall-clock start once day and hour are known."""
        if self.day is None or self.hour is None:
            return None
        return datetime.combine(self.day, self.hour)

    @property
    def missing(self) -> str:
        """The slot to ask for next."""
        for name, value in (
            (CENTER, self.center),
            (SERVICE, self.service),
            (DAY, None if self.either else self.day),
            (HOUR, self.hour),
        ):
            if value is None:
                return name
        return CONFIRMED

    def events(self) -> list[dict[str, Any]]:
        """Return the events that store the draft in the slots."""
        extra = {
            "key": self.key,
            "city": self.city,
            "part": self.part,
            "wish": self.wish.isoformat() if self.wish else None,
            "since": self.since.isoformat() if self.since else None,
            "moves": self.moves,
            "guardian": self.guardian,
            "kind": self.kind,
            "doubt": self.doubt,
            "either": list(self.either),
            "offered": list(self.offered),
        }
        return [
            SlotSet(CENTER, self.center),
            SlotSet(SERVICE, self.service),
            SlotSet(DAY, self.day.isoformat() if self.day else None),
            SlotSet(HOUR, self.hour.strftime("%H:%M") if self.hour else None),
            SlotSet(EXTRA, extra),
        ]


def draft_of(tracker: Tracker) -> Draft:
    """Return the draft that the slots hold; an empty one when they hold none."""
    extra = tracker.get_slot(EXTRA)
    if not extra:
        return Draft()
    day, hour = tracker.get_slot(DAY), tracker.get_slot(HOUR)
    wish, since = extra.get("wish"), extra.get("since")
    return Draft(
        key=extra["key"],
        center=tracker.get_slot(CENTER),
        city=extra.get("city"),
        service=tracker.get_slot(SERVICE),
        day=date.fromisoformat(day) if day else None,
        hour=time.fromisoformat(hour) if hour else None,
        part=extra.get("part"),
        wish=datetime.fromisoformat(wish) if wish else None,
        since=date.fromisoformat(since) if since else None,
        moves=extra.get("moves"),
        guardian=bool(extra.get("guardian")),
        kind=extra.get("kind"),
        doubt=extra.get("doubt"),
        either=tuple(extra.get("either") or ()),
        offered=tuple(extra.get("offered") or ()),
    )


def cleared() -> list[dict[str, Any]]:
    """Return the events that empty the slots of a booking."""
    return [SlotSet(name, None) for name in (CENTER, SERVICE, DAY, HOUR, CONFIRMED, EXTRA)]


def asking(draft: Draft, slot: str) -> list[dict[str, Any]]:
    """Return the events that keep a draft and ask for a slot."""
    return [*draft.events(), SlotSet(CONFIRMED, None), SlotSet(ASKED, slot)]


def ended() -> list[dict[str, Any]]:
    """Return the events that end the form."""
    return [*cleared(), SlotSet(ASKED, None)]
