"""Levels, tracks and programmes: a diploma held is a level, one asked about is a programme."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import GUARDED, HELD

# What one wants with a diploma that is named and nothing else tells: these speak of oneself.
_OF_ONESELF = frozenset(
    {
        "inform",
        "search_offers",
        "more_offers",
        "subscribe_alerts",
        "unsubscribe_alerts",
        "offer_details",
        "ask_salary",
        "ask_job_search",
        "ask_cv",
        "ask_employment_programs",
        "ask_services",
        "ask_work_rights",
        "ask_interview",
        "book_appointment",
    }
)


def level(candidate: Candidate, context: Context) -> bool:
    """Admit a level; a diploma only when it is held."""
    if candidate.kind == GUARDED:
        return _third_year(candidate, context)
    return candidate.kind != HELD or is_held(candidate, context)


def program(candidate: Candidate, context: Context) -> bool:
    """Admit a programme, unless the same words are a diploma held."""
    if candidate.kind == GUARDED and not _is_school(candidate, context):
        return False
    return not any(
        other.kind == HELD
        and other.first <= candidate.first
        and candidate.last <= other.last
        and is_held(other, context)
        for other in context.candidates
    )


def bac_track(candidate: Candidate, context: Context) -> bool:
    """Admit a track; an ordinary word only beside "bac" or another track."""
    if candidate.kind != GUARDED:
        return True
    if context.near(candidate, "track", before=2):
        return True
    return any(
        other.entity == candidate.entity
        and other.kind != GUARDED
        and 0 < abs(other.first - candidate.first) <= 2
        for other in context.candidates
    )


def is_held(candidate: Candidate, context: Context) -> bool:
    """Tell whether a diploma is one that somebody has."""
    for index, word in enumerate(context.before(candidate.first, 4)):
        if context.has([word], "held"):
            return True
        if index < 3 and context.has([word], "studied"):
            return False
    if candidate.glued and context.intent != "ask_program":
        prefix = context.words[candidate.first].text[0]
        if prefix in ("b", "\u0628"):
            return True
    if context.has(context.after(candidate.last, 2), "mine"):
        return True
    return context.intent in _OF_ONESELF


def _third_year(candidate: Candidate, context: Context) -> bool:
    """Admit "3eme" alone where it is a class and not a rank or a year of something else."""
    after = context.after(candidate.last, 2)
    if context.has(after[:1], "not_class"):
        return False
    return context.intent in ("ask_after_college", "ask_orientation", "inform") or context.near(
        candidate, "level", before=2
    )


def _is_school(candidate: Candidate, context: Context) -> bool:
    word = context.words[candidate.first].written
    if word.isascii() and word.isupper() and len(word) > 1:
        return True
    if context.has([word.lower()], "verbs"):
        return context.near(candidate, "school", before=1)
    return context.near(candidate, "school", before=2, after=2)
