"""Levels, tracks and programmes: a diploma held is a level, one asked about is a programme."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import FREE, GUARDED, HELD
from bot.understanding.gazetteers.words import is_arabic

_APPOINTMENTS = frozenset(
    {
        "book_appointment",
        "reschedule_appointment",
        "cancel_appointment",
        "check_appointment",
        "ask_center",
    }
)
# A diploma that is named here, and nothing else tells, is one's own.
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
        "ask_interview",
        "book_appointment",
    }
)
_ABOUT_STUDIES = frozenset(
    {
        "ask_orientation",
        "ask_after_college",
        "ask_after_bac",
        "ask_program",
        "ask_admission",
        "ask_reorientation",
        "ask_housing",
        "ask_scholarship",
        "ask_study_abroad",
    }
)
_ABOUT_COURSES = _ABOUT_STUDIES - {"ask_housing", "ask_scholarship", "ask_after_college"}
_ABOUT_CLASSES = frozenset({"ask_after_college", "ask_orientation", "inform"})
_ABOUT_TRACKS = frozenset({"ask_after_bac"})
_MOVING = frozenset({"ask_reorientation", "ask_orientation", "ask_study_abroad"})
_ELSEWHERE = "out_of_scope"  # a sandbox is no baccalaureate, a licence of Windows no degree
_VOCATIONAL = ("technique", "professionnel")
_LANGUAGE = "langue-arabe"  # a language more often than a track
_OTHERWISE = ("licence", "master", "fmp", "fs")
_HIGHER = ("bac+2", "bac+3", "bac+5", "doctorate")
_IN = ("f", "\u0641")  # the preposition "in", glued to a diploma that is being studied for
_WITH = ("b", "\u0628")  # the preposition "with", glued to a diploma
_REACH = 4  # words before a diploma that may tell whether it is held
_NEAR = 3  # the nearest of them, which may tell that it is studied


def level(candidate: Candidate, context: Context) -> bool:
    """Admit a level; a diploma only when it is held."""
    if context.intent == _ELSEWHERE and (candidate.kind != FREE or candidate.value == "bac"):
        return False
    if candidate.value == "bac" and context.near(candidate, "nepotism", 0, after=1):
        return False
    if candidate.value == "niveau-bac" and _is_part_of_more(candidate, context):
        return False
    if candidate.kind == GUARDED:
        return _is_class(candidate, context)
    return candidate.kind != HELD or is_held(candidate, context)


def program(candidate: Candidate, context: Context) -> bool:
    """Admit a programme, unless the same words are a diploma held or a leave of absence."""
    elsewhere = context.intent == _ELSEWHERE and candidate.value in _OTHERWISE
    if elsewhere or _is_leave(candidate, context):
        return False
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
    """Admit a track; an ordinary word only where the baccalaureate is spoken of."""
    if context.near(candidate, "common_core", before=2):
        return False
    return candidate.kind != GUARDED or _is_track(candidate, context)


def _is_track(candidate: Candidate, context: Context) -> bool:
    if _is_trade_of_bac_pro(candidate, context):
        return False
    if context.near(candidate, "track", before=2):
        return True
    if candidate.value == _LANGUAGE:
        return context.near(candidate, "track", 0, after=3) or (
            context.intent == "inform" and _alone(candidate, context)
        )
    return _is_track_by_intent(candidate, context) or any(
        other.entity == candidate.entity
        and other.kind != GUARDED
        and 0 < abs(other.first - candidate.first) <= _NEAR
        for other in context.candidates
    )


def _is_track_by_intent(candidate: Candidate, context: Context) -> bool:
    if context.intent in _ABOUT_TRACKS:
        return True
    if context.intent == "inform":
        return _alone(candidate, context)
    moves = candidate.glued or context.near(candidate, "moving", before=1)
    return context.intent in _MOVING and candidate.value not in _VOCATIONAL and moves


def is_held(candidate: Candidate, context: Context) -> bool:
    """Tell whether a diploma is one that somebody has."""
    if _is_leave(candidate, context):
        return False
    told = _told_before(candidate, context)
    if told is not None:
        return told
    if candidate.glued and context.words[candidate.first].text[0] in _WITH:
        return True
    if context.has(context.after(candidate.last, 2), "mine"):
        return True
    return context.intent in _OF_ONESELF


def _told_before(candidate: Candidate, context: Context) -> bool | None:
    """Return what the words before a diploma tell, None where they tell nothing."""
    before = context.before(candidate.first, _REACH)
    inside = candidate.glued and context.words[candidate.first].text[0] in _IN
    if inside or context.has(before[:1], "inside"):
        return False
    after_it = 1 if context.has(before[:1], "articles") else 0
    if context.has(before[after_it : after_it + 1], "afterwards"):
        return not _is_definite(candidate, before, context)
    if context.has(before[:1], "possessive"):
        return not context.has(before[1:2], "studied")
    for index, word in enumerate(before):
        if context.has([word], "held"):
            return True
        if index < _NEAR and context.has([word], "studied"):
            return False
    return None


def _is_definite(candidate: Candidate, before: list[str], context: Context) -> bool:
    """Tell whether a diploma is "the" diploma in general."""
    written = context.words[candidate.first].text
    return written.startswith("\u0627\u0644") or context.has(before[:1], "definite")


def _is_leave(candidate: Candidate, context: Context) -> bool:
    """Tell whether the Arabic word for a bachelor's degree means days off."""
    if candidate.value not in ("licence", "bac+3"):
        return False
    return context.intent == "ask_work_rights" or context.near(candidate, "leave", 0, after=1)


def _is_trade_of_bac_pro(candidate: Candidate, context: Context) -> bool:
    return any(
        other.value == "professionnel" and other.last == candidate.first
        for other in context.candidates
    )


def _is_part_of_more(candidate: Candidate, context: Context) -> bool:
    return any(
        other.value in _HIGHER
        and other.kind == FREE
        and candidate.first < other.first < candidate.last
        for other in context.candidates
    )


def _is_class(candidate: Candidate, context: Context) -> bool:
    """Admit "3eme" or "the ninth" where it is a class, not a rank, an hour or a year of studies."""
    if context.intent in _APPOINTMENTS:
        return False
    if context.near(candidate, "hour_before", before=1):
        return False
    after = context.after(candidate.last, 2)
    if context.has(after, "hour_after"):
        return False
    if context.has(after[:1], "not_class") or _names_programme(candidate, context):
        return False
    if context.has([context.words[candidate.first].text], "school_years"):
        return True
    return context.intent in _ABOUT_CLASSES or context.near(candidate, "level", before=2)


def _names_programme(candidate: Candidate, context: Context) -> bool:
    return context.intent != "ask_after_college" and any(
        other.entity == "program" and other.first >= candidate.first - _REACH
        for other in context.candidates
    )


def _is_school(candidate: Candidate, context: Context) -> bool:
    rule = _GUARDED_PROGRAMS.get(candidate.value)
    if rule is not None:
        return rule(candidate, context)
    written = context.words[candidate.first].written
    if written.isascii() and written.isupper() and len(written) > 1:
        return True
    if context.intent is None:
        return context.near(candidate, "school", before=2, after=2)
    return context.intent in _ABOUT_STUDIES


def _is_technician(candidate: Candidate, context: Context) -> bool:
    return context.intent in _ABOUT_STUDIES


def _is_vocational(candidate: Candidate, context: Context) -> bool:
    """Admit "training" where it is the vocational system, not the training in something."""
    if context.intent not in _ABOUT_STUDIES:
        return False
    if context.near(candidate, "of_something", 0, after=1):
        return False
    written = context.words[candidate.first].text
    before = context.before(candidate.first, 1)
    if context.has(before, "row") or context.has(before, "of_something"):
        return True
    definite = "\u0627\u0644" in written[:3] or written.startswith(("l", "\u0644"))
    return definite or context.near(candidate, "towards", before=1)


def _is_est(candidate: Candidate, context: Context) -> bool:
    """Admit the school whose name is the French "is"."""
    if context.has(context.after(candidate.last, 1), "after_is"):
        return False
    written = context.words[candidate.first].written
    shouted = not any(char.islower() or is_arabic(char) for char in context.text)
    if (written.isupper() and not shouted) or _stands_in_arabic(candidate, context):
        return True
    if context.intent == _ELSEWHERE:
        return False
    if context.has(context.before(candidate.first, 1), "verbs"):
        return True
    beside = [
        other
        for other in context.candidates
        if other.entity == "program" and other.kind != GUARDED and other.value != "est"
    ]
    return any(_joined(candidate, other, context) for other in beside) or _alone(candidate, context)


def _stands_in_arabic(candidate: Candidate, context: Context) -> bool:
    """Tell whether the words beside a name in Latin letters are Arabic ones."""
    beside = [*context.before(candidate.first, 1), *context.after(candidate.last, 1)]
    return is_arabic(context.text) and all(is_arabic(word) for word in beside)


def _is_law(candidate: Candidate, context: Context) -> bool:
    """Admit the faculty of law, not the right to something nor the field of a diploma."""
    if context.words[candidate.first].text.endswith("s"):
        return False
    if context.near(candidate, "right_to", before=2) and context.intent not in _MOVING:
        return False
    diploma = any(
        other.entity in ("level", "program")
        and other.value in (*_HIGHER, "licence", "master", "doctorat")
        and 0 <= candidate.first - other.last <= 1
        for other in context.candidates
    )
    return not diploma and context.intent in _ABOUT_COURSES


def _joined(one: Candidate, other: Candidate, context: Context) -> bool:
    """Tell whether two names have at most a conjunction or an article between them."""
    left, right = sorted((one, other), key=lambda each: each.first)
    between = [context.words[index].text for index in range(left.last, right.first)]
    if not between:
        return any(mark in context.words[right.first].gap for mark in ",/:+-")
    return context.has(between[:1], "row") and len(between) <= 2


def _alone(candidate: Candidate, context: Context) -> bool:
    return len(context.words) == candidate.last - candidate.first


_GUARDED_PROGRAMS = {
    "ofppt-technicien": _is_technician,
    "ofppt": _is_vocational,
    "est": _is_est,
    "fsjes": _is_law,
}
