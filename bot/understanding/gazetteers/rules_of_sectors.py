"""Sectors: a field that is wished for, and not what its word means otherwise."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.intent_groups import ABOUT_THE_BOT, WITHOUT_FIELD
from bot.understanding.gazetteers.names import GUARDED, HELD
from bot.understanding.gazetteers.rules_of_levels import HIGHER, is_held

_ABOUT_FIELDS = frozenset(
    {
        "search_offers",
        "more_offers",
        "subscribe_alerts",
        "unsubscribe_alerts",
        "inform",
        "ask_sectors",
        "ask_salary",
        "ask_events",
        "ask_interview",
        "ask_cover_letter",
    }
)
_CHANGING = frozenset(
    {
        "ask_reorientation",
        "ask_program",
        "ask_after_bac",
        "ask_after_college",
        "ask_orientation",
        "ask_study_abroad",
    }
)
# In these the word means something else: "RH" is who invites to an interview, "the centre" is
# ours, a bank lends money, an insurance is a right of trainees, the law is everybody's.
_NOT_MEANT = {
    "hr": ("ask_interview", "ask_cover_letter", "ask_cv", "report_scam"),
    "offshoring": ("ask_events",),
    "banking-insurance": (
        "ask_entrepreneurship",
        "ask_employment_programs",
        "ask_study_abroad",
        "ask_work_rights",
        "offer_details",
        "report_scam",
    ),
    "legal": (
        "ask_work_rights",
        "ask_entrepreneurship",
        "ask_employment_programs",
        "ask_cv",
        "report_scam",
        "offer_details",
    ),
    "public": ("ask_program", "ask_reorientation", "ask_after_bac", "ask_orientation"),
    "crafts": ("ask_cover_letter",),
}
_ONLY_GUARDED = ("offshoring", "public", "crafts")  # of these a plain name is meant all the same
# Here some words of a field are news of an event, the plan of a letter, the line of a call.
_ELSEWHERE = {
    "it": (("ask_cover_letter", "ask_interview", "ask_events", "ask_cv"), ("news", "artificial")),
    "marketing-media": (("ask_cover_letter", "ask_cv"), ("plan",)),
}
_RIDES = ("ask_work_rights", "offer_details", "ask_events", "report_scam")
_AND = "\u0648"  # glued to a word
_OFF_THE_SUBJECT = frozenset({"out_of_scope", "chitchat", "distress"})
_WISH = 3  # words between a wish and the field


def sector(candidate: Candidate, context: Context) -> bool:
    """Admit a field that is wished for, not the field of a diploma held."""
    named = context.near(candidate, "field", before=1)
    if context.intent in WITHOUT_FIELD:
        return named and context.intent not in ABOUT_THE_BOT | _OFF_THE_SUBJECT
    if context.near(candidate, "possession", before=1) or _is_no_field(candidate, context):
        return False
    plain = candidate.kind != GUARDED
    always = named or (plain and candidate.value in _ONLY_GUARDED)
    if context.intent in _NOT_MEANT.get(candidate.value, ()) and not always:
        return False
    return (plain or _is_meant(candidate, context)) and not _of_a_diploma(candidate, context)


def _is_meant(candidate: Candidate, context: Context) -> bool:
    """Tell whether an ordinary word is a field where it stands."""
    if context.near(candidate, "field", before=2):
        return True
    if candidate.value == "offshoring" and context.intent == "inform":
        return False  # "the centre" is ours
    if context.intent in _ABOUT_FIELDS:
        return True
    return context.intent in _CHANGING and (
        context.near(candidate, "moving", before=1)
        or context.has(context.before(candidate.first, _WISH), "wishing")
        or _of_a_programme(candidate, context)
        or _is_choice(candidate, context)
    )


def _is_no_field(candidate: Candidate, context: Context) -> bool:
    """Tell what the words of some fields mean otherwise."""
    words = [context.words[index].text for index in range(candidate.first, candidate.last)]
    rule = _OTHERWISE.get(candidate.value)
    if rule is not None and rule(candidate, context, words):
        return True
    intents, lists = _ELSEWHERE.get(candidate.value, ((), ()))
    return context.intent in intents and any(context.has(words, name) for name in lists)


def _is_ride(candidate: Candidate, context: Context, words: list[str]) -> bool:
    """Tell whether it is how one gets to work, a benefit of the job, or a move of one's file."""
    if not context.has(words, "ride"):
        return False
    if context.intent in _RIDES or context.intent in _CHANGING:
        return not context.near(candidate, "field", before=1)
    if context.intent == "ask_salary":
        return not candidate.glued and not context.near(candidate, "inside", before=1)
    return context.near(candidate, "with_a_ride", before=2)


def _is_right(candidate: Candidate, context: Context, words: list[str]) -> bool:
    """Tell whether it is what one has a right to, or whether something is lawful."""
    if context.has(words, "lawful"):
        return not context.near(candidate, "field", before=1)
    return context.has(words, "droit") and (
        context.near(candidate, "right_to", before=2)
        or context.near(candidate, "of_right", 0, after=1)
    )


def _is_cause(candidate: Candidate, context: Context, words: list[str]) -> bool:
    """Tell whether artificial intelligence is what changes a field, not the field."""
    return context.has(words, "artificial") and context.near(candidate, "because", before=2)


def _is_one_car(candidate: Candidate, context: Context, words: list[str]) -> bool:
    return context.has(words, "one_car") and not context.near(candidate, "field", before=2)


def _is_making(candidate: Candidate, context: Context, words: list[str]) -> bool:
    """Tell the making of something, which has no article, from industry."""
    making = words[0].removeprefix(_AND) in context.lists["making"] and not candidate.glued
    return making and bool(context.after(candidate.last, 1))


_OTHERWISE = {
    "logistics": _is_ride,
    "legal": _is_right,
    "it": _is_cause,
    "automotive": _is_one_car,
    "industry": _is_making,
}


def _is_choice(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is one of two between which somebody cannot choose."""
    before = context.before(candidate.first, 2)
    return context.has(before[:1], "row") and any(
        other.entity in ("sector", "program", "occupation", "bac_track")
        and 0 <= candidate.first - 1 - other.last <= 0
        for other in context.candidates
    )


def _of_a_programme(candidate: Candidate, context: Context) -> bool:
    """Tell whether a programme stands just before, with at most a preposition between."""
    return any(
        other.entity == "program" and 0 <= candidate.first - other.last <= 1
        for other in context.candidates
    )


def _of_a_diploma(candidate: Candidate, context: Context) -> bool:
    """Tell whether a diploma held stands just before, with at most a preposition between."""
    first = min(
        other.first
        for other in context.candidates
        if other.entity == candidate.entity and other.first <= candidate.first < other.last
    )
    return any(
        other.entity == "level"
        and other.value in HIGHER
        and _leads_to(other.last, first, context)
        and (other.kind != HELD or is_held(other, context))
        for other in context.candidates
    )


def _leads_to(place: int, first: int, context: Context) -> bool:
    """Tell whether a field stands at a place, or after a preposition there."""
    if place + 1 == first:
        return context.is_preposition(place)
    return place == first
