"""Answers from the orientation knowledge: after the bac, programmes, occupations, sectors."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.latest_message import variety
from actions.offer_search import search_when_named
from actions.open_question import Events
from bot.orientation import Program, Sourced, knowledge

_SHOWN_PROGRAMS = 6
_COMMA = {"fr": ", ", "ary-Latn": ", ", "ar": "، ", "ary-Arab": "، "}


def _warn(dispatcher: CollectingDispatcher, item: Sourced) -> None:
    if not item.verified:
        dispatcher.utter_message(response="utter_ask_orientation_unverified")


class AfterBac(Action):
    """Names the usual ways on for a bac track, or asks for the track."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_after_bac"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The track comes from the message or from a button."""
        spoken = variety(tracker)
        known = knowledge()
        track = known.tracks.get(next(tracker.get_latest_entity_values("bac_track"), ""))
        if track is None:
            buttons = [
                {
                    "title": each.name[spoken],
                    "payload": f'/ask_after_bac{{"bac_track": "{id_}"}}',
                }
                for id_, each in known.tracks.items()
            ]
            dispatcher.utter_message(response="utter_ask_after_bac", buttons=buttons)
            return []
        names = [known.programs[id_].name[spoken] for id_ in track.programs[:_SHOWN_PROGRAMS]]
        dispatcher.utter_message(
            response="utter_ask_after_bac_track",
            track=track.name[spoken],
            programs=_COMMA[spoken].join(names),
        )
        _warn(dispatcher, track)
        return []


class AboutProgram(Action):
    """Describes one programme, compares two, or asks which."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_program"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """More than two are asked about one after the other."""
        programs = _programs(tracker)
        if not programs:
            # "y a des stages à Agadir ?" sounds like a question on schools and is about offers.
            events = search_when_named(dispatcher, tracker)
            if events is not None:
                return events
            dispatcher.utter_message(response="utter_ask_program")
            return []
        for program in programs[:2]:
            dispatcher.utter_message(
                response="utter_ask_program_one"
                if len(programs) == 1
                else "utter_ask_program_summary",
                **_sheet(program, variety(tracker)),
            )
            _warn(dispatcher, program)
        return []


class Admission(Action):
    """Says how one enters a programme, or how admission goes in general."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_admission"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """The platform is said only where a source names it."""
        spoken = variety(tracker)
        programs = _programs(tracker)
        if not programs:
            dispatcher.utter_message(response="utter_ask_admission")
            return []
        program = programs[0]
        dispatcher.utter_message(
            response="utter_ask_admission_program",
            name=program.name[spoken],
            entry=program.entry[spoken],
            platform=program.platform or knowledge().labels.unverified[spoken],
        )
        _warn(dispatcher, program)
        return []


class AboutOccupation(Action):
    """Describes the occupation that the message names."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_occupation"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Look for it in the whole message when no entity names it."""
        spoken = variety(tracker)
        named = next(tracker.get_latest_entity_values("occupation"), None)
        text = str(named or tracker.latest_message.get("text") or "")
        occupation = knowledge().find_occupation(text)
        if occupation is None:
            dispatcher.utter_message(
                response="utter_ask_occupation_unknown" if named else "utter_ask_occupation",
                name=named,
            )
            return []
        dispatcher.utter_message(
            response="utter_ask_occupation_one",
            name=occupation.name[spoken],
            what=occupation.what[spoken],
            path=occupation.path[spoken],
            where=occupation.where[spoken],
        )
        _warn(dispatcher, occupation)
        return []


class AboutSectors(Action):
    """Describes a sector, or which ones there are."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_sectors"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        """Places are said only where a source names them."""
        spoken = variety(tracker)
        known = knowledge()
        sector = known.sectors.get(next(tracker.get_latest_entity_values("sector"), ""))
        if sector is None:
            dispatcher.utter_message(response="utter_ask_sectors")
            return []
        places = [place.replace("-", " ").title() for place in sector.places]
        dispatcher.utter_message(
            response="utter_ask_sectors_one",
            name=sector.name[spoken],
            what=sector.what[spoken],
            places=_COMMA[spoken].join(places) or known.labels.places_unknown[spoken],
            jobs=_COMMA[spoken].join(sector.jobs[spoken]),
        )
        _warn(dispatcher, sector)
        return []


def _programs(tracker: Tracker) -> list[Program]:
    ids = dict.fromkeys(tracker.get_latest_entity_values("program"))
    return [knowledge().programs[id_] for id_ in ids if id_ in knowledge().programs]


def _sheet(program: Program, spoken: str) -> dict[str, str]:
    return {
        "name": program.name[spoken],
        "what": program.what[spoken],
        "length": program.length[spoken],
        "entry": program.entry[spoken],
        "leads_to": program.leads_to[spoken],
    }
