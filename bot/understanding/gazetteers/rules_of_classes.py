"""Classes of the college: "3eme" and "the ninth" are ranks, hours and years of studies as well."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.intent_groups import APPOINTMENTS
from bot.understanding.gazetteers.names import GUARDED

_AT_THE_CENTER = frozenset({*APPOINTMENTS, "ask_center"})
_ABOUT_CLASSES = frozenset({"ask_after_college", "ask_orientation", "inform"})
# Here the third year is one of higher studies, or an hour that a shift begins at.
_ELSEWHERE = frozenset({"ask_study_abroad", "ask_scholarship", "ask_housing", "ask_work_rights"})
_HIGHER = frozenset({"ask_reorientation", "ask_program", *_ELSEWHERE})
_ABOUT_OFFERS = frozenset({None, "search_offers", "more_offers", "offer_details"})
_PROGRAMME_BEFORE = 4  # words between a programme and the year of it
_RANK = ("eme", "em", "e")  # no hour ends like that: "m3a 3eme" is with that class
_WHOSE = 5  # words between a child and its class ("mon fils a que la 3eme")
_REACHED = 3  # words between leaving school and the class that was reached


def is_class(candidate: Candidate, context: Context) -> bool:
    """Admit "3eme" or "the ninth" where it is a class, not a rank, an hour or a year of studies."""
    if _is_hour_or_year(candidate, context) or _names_programme(candidate, context):
        return False
    if _is_somebodys(candidate, context):
        return True
    if candidate.value == "none" and context.intent in _ABOUT_OFFERS:
        return False  # the sixth offer
    if context.intent in _AT_THE_CENTER or context.intent in _ELSEWHERE:
        return False
    if context.has([context.words[candidate.first].text], "school_years"):
        return True
    return context.intent in _ABOUT_CLASSES or context.near(candidate, "level", before=2)


def _is_hour_or_year(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is an hour of the day, a rank, or a year of higher studies."""
    written = context.words[candidate.first].text
    if context.near(candidate, "hour_before", before=1) and not written.endswith(_RANK):
        return True
    after = context.after(candidate.last, 2)
    if context.has(after, "hour_after") or context.has(after[:1], "not_class"):
        return True
    return _is_year(candidate, context) and context.intent in _HIGHER


def _is_somebodys(candidate: Candidate, context: Context) -> bool:
    """Tell whether a child is in it, or somebody has reached it or has no more than it.

    "la 3eme" alone may be the third offer of a list: somebody must have it.
    """
    before = context.before(candidate.first, _WHOSE)
    if context.has(before, "family") or context.has(before[:_REACHED], "reached"):
        return True
    if context.has(before[:2], "having") and context.intent not in _ABOUT_OFFERS:
        return True
    return context.has(before[:2], "no_more") and context.has(before, "somebody")


def _is_year(candidate: Candidate, context: Context) -> bool:
    words = [context.words[index].text for index in range(candidate.first, candidate.last)]
    return context.has([*words, *context.before(candidate.first, 1)], "year")


def _names_programme(candidate: Candidate, context: Context) -> bool:
    return context.intent != "ask_after_college" and any(
        other.entity == "program"
        and other.kind != GUARDED
        and other.first >= candidate.first - _PROGRAMME_BEFORE
        for other in context.candidates
    )
