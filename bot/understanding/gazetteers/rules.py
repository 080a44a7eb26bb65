"""Whether a name is meant where it stands; one rule per entity, everything else is admitted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.understanding.gazetteers import rules_of_studies as studies
from bot.understanding.gazetteers import rules_of_work as work
from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import EMPLOYER, GUARDED

_REACH_OF_NO = 4  # words between a negation and what it denies
_LEADING = ("place", "towards", "articles", "work", "wanting")
_ROW = 2  # words between two names of a list
_ARTICLE = "\u0627\u0644"  # an adjective follows a noun that has one: the new offers
# A word among the filters of a search is a city.
_FILTERED = frozenset({"search_offers", "subscribe_alerts", "unsubscribe_alerts"})
_SHORT = 6  # a misspelt name up to this length needs a word of place


def admitted(candidate: Candidate, context: Context) -> bool:
    """Tell whether a name is meant where it stands."""
    rule = _RULES.get(candidate.entity)
    return rule is None or rule(candidate, context)


def role(candidate: Candidate) -> str | None:
    """Return the role of an occupation that is the name of an employer."""
    return EMPLOYER if candidate.kind == EMPLOYER else None


def is_negated(candidate: Candidate, context: Context, kept: Sequence[Candidate]) -> bool:
    """Tell whether the student says not this one ("machi casa", "je ne veux pas aller à casa").

    Between the negation and the name stand only words that lead to the name; anything else
    is what is denied instead ("pas d'expérience, casa").
    """
    ends = [each.last for each in kept if each.last <= candidate.first]
    reach = min(_REACH_OF_NO, candidate.first - max(ends, default=0))
    before = context.before(candidate.first, reach)
    for index, word in enumerate(before):
        farther = before[index + 1] if index + 1 < len(before) else ""
        if word in context.lists["only"]:
            return farther in context.lists["apart"]
        if word in context.lists["negation"]:
            return True
        if not any(context.has([word], name) for name in _LEADING):
            return False
    return False


def _city(candidate: Candidate, context: Context) -> bool:
    short = candidate.mended and candidate.end - candidate.start <= _SHORT
    if (candidate.kind != GUARDED and not short) or candidate.glued:
        return True
    if _is_after_a_place_word(candidate, context) or _is_after_a_school(candidate, context):
        return True
    if _is_filter(candidate, context) or _in_a_row(candidate, context):
        return True
    return not candidate.mended and _is_name_alone(candidate, context)


def _is_after_a_place_word(candidate: Candidate, context: Context) -> bool:
    before = context.before(candidate.first, 2)
    if context.has(before[:1], "place"):
        return True
    if not context.has(before[:1], "towards"):
        return False
    return context.has(before[1:], "place") or candidate.value != "sale"


def _is_after_a_school(candidate: Candidate, context: Context) -> bool:
    return any(
        other.entity == "program" and other.kind != GUARDED and other.last == candidate.first
        for other in context.candidates
    )


def _is_filter(candidate: Candidate, context: Context) -> bool:
    """Tell whether a city stands among the filters of a search, and not as an adjective."""
    before = context.before(candidate.first, 1)
    if context.intent not in _FILTERED or not before or context.has(before, "row"):
        return False
    word = context.words[candidate.first].text
    if word in context.lists["never_alone"] and candidate.last < len(context.words):
        return False
    return _ARTICLE not in before[0][:3] and word not in context.lists["adjectives"]


def _in_a_row(candidate: Candidate, context: Context) -> bool:
    """Tell whether another city stands beside it, with at most a conjunction between."""
    for other in context.candidates:
        if other.entity != candidate.entity or other.kind == GUARDED:
            continue
        between = range(min(other.last, candidate.last), max(other.first, candidate.first))
        if len(between) < _ROW and all(
            context.words[index].text in context.lists["row"] for index in between
        ):
            return True
    return False


def _is_name_alone(candidate: Candidate, context: Context) -> bool:
    """Tell whether a city is the whole message or written as a name; "safi" alone means OK."""
    written = context.words[candidate.first].written
    if candidate.value == "sale" and written.endswith("\u00e9"):
        return True
    alone = len(context.words) == candidate.last - candidate.first
    return alone and written not in context.lists["never_alone"]


_RULES: Mapping[str, Callable[[Candidate, Context], bool]] = {
    "center": work.center,
    "city": _city,
    "contract": work.contract,
    "internship_type": work.internship_type,
    "work_time": work.beside_work,
    "remote": work.beside_work,
    "sector": work.sector,
    "occupation": work.occupation,
    "service": work.service,
    "level": studies.level,
    "bac_track": studies.bac_track,
    "program": studies.program,
}
