"""Programmes and schools: many of their names are ordinary words."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.intent_groups import ABOUT_STUDIES, MOVING
from bot.understanding.gazetteers.names import GUARDED, HELD
from bot.understanding.gazetteers.rules_of_levels import HIGHER, is_held, is_leave, is_underway
from bot.understanding.gazetteers.words import is_arabic

_ABOUT_COURSES = ABOUT_STUDIES - {"ask_housing", "ask_scholarship", "ask_after_college"}
_OF_ONES_STUDIES = frozenset(
    {None, "inform", "search_offers", "ask_salary", "ask_cv", "ask_interview", "ask_job_search"}
)
_ELSEWHERE = "out_of_scope"  # a licence of Windows is no degree
_OTHERWISE = ("licence", "master", "fmp", "fs")


def program(candidate: Candidate, context: Context) -> bool:
    """Admit a programme, unless the same words are a diploma held or a leave of absence."""
    elsewhere = context.intent == _ELSEWHERE and candidate.value in _OTHERWISE
    if elsewhere or is_leave(candidate, context):
        return False
    if context.words[candidate.first].text in context.lists["lista"]:
        return _is_institute(candidate, context)
    if candidate.kind == GUARDED and not _is_school(candidate, context):
        return False
    return not any(
        other.kind == HELD
        and other.first <= candidate.first
        and candidate.last <= other.last
        and is_held(other, context)
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
    return context.intent in ABOUT_STUDIES


def _is_technician(candidate: Candidate, context: Context) -> bool:
    if context.intent == "inform":
        return _alone(candidate, context) or is_underway(candidate, context)
    return context.intent in ABOUT_STUDIES


def _is_vocational(candidate: Candidate, context: Context) -> bool:
    """Admit "training" where it is the vocational system, not the training in something."""
    before = context.before(candidate.first, 1)
    if context.intent not in ABOUT_STUDIES or context.has(before, "length"):
        return False
    if _is_of_a_school(candidate, context):
        return False
    written = context.words[candidate.first].text
    if not is_arabic(written):
        return True  # in Darija the word is that of the vocational system
    if context.near(candidate, "of_something", 0, after=1):
        return False
    some = context.intent == "ask_after_college" and context.has(before, "some_training")
    definite = "\u0627\u0644" in written[:3] or written.startswith("\u0644")
    led = any(context.has(before, name) for name in ("row", "of_something", "towards"))
    return some or definite or led


def _is_institute(candidate: Candidate, context: Context) -> bool:
    """Tell the ISTA with its article from a list: "9rit f lista", "smiti f lista"."""
    if context.intent not in ABOUT_STUDIES | _OF_ONES_STUDIES:
        return False
    words = [word.text for word in context.words]
    around = [*context.before(candidate.first, 2), *context.after(candidate.last, 2)]
    named = context.near(candidate, "listed", before=1, after=1)
    if named or context.has(words, "list_words"):
        return False
    return _alone(candidate, context) or context.has(around, "school_words")


def _is_of_a_school(candidate: Candidate, context: Context) -> bool:
    """Tell whether a school is named, so that "the training" is its own."""
    named = any(
        other.entity == "program" and other.kind != GUARDED and other.first != candidate.first
        for other in context.candidates
    )
    if named and context.intent == "ask_program":
        return True
    return context.has([word.text for word in context.words], "schools")


def _is_est(candidate: Candidate, context: Context) -> bool:
    """Admit the school whose name is the French "is" and the east."""
    written = context.words[candidate.first].written
    if _is_elided(candidate, context):
        return _is_after_to(candidate, context)
    if context.has(context.after(candidate.last, 1), "after_is"):
        return False
    shouted = not any(char.islower() or is_arabic(char) for char in context.text)
    if (written.isupper() and not shouted) or _stands_in_arabic(candidate, context):
        return True
    if context.intent == _ELSEWHERE:
        return False
    return (
        context.has(context.before(candidate.first, 1), "verbs")
        or _begins_a_question(candidate, context)
        or _stands_beside_a_school(candidate, context)
        or _alone(candidate, context)
    )


def _stands_beside_a_school(candidate: Candidate, context: Context) -> bool:
    beside = [
        other
        for other in context.candidates
        if other.entity == "program" and other.kind != GUARDED and other.value != "est"
    ]
    return any(_joined(candidate, other, context) for other in beside)


def _is_elided(candidate: Candidate, context: Context) -> bool:
    gap = context.words[candidate.first].gap
    return "'" in gap and context.has(context.before(candidate.first, 1), "towards")


def _is_after_to(candidate: Candidate, context: Context) -> bool:
    """Tell the school from "il l'est" and from the east of the country."""
    if context.has(context.after(candidate.last, 2), "lands"):
        return False
    before = context.before(candidate.first - 1, 1)
    if not before:
        return True
    if context.has(before, "subjects"):
        return False
    after = context.after(candidate.last, 1)
    return context.has(before, "to_a_school") or not after or context.has(after, "after_school")


def _begins_a_question(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is the first word and a city or Darija follows: "est fes", "est ch7al".

    In a question about studies the city may follow anywhere: "seuil est agadir".
    """
    studies = context.intent in ABOUT_STUDIES
    if not studies and context.intent != "inform":
        return False
    if not candidate.first and context.has(context.after(candidate.last, 1), "darija_asks"):
        return True
    if candidate.first and (not studies or "'" in context.words[candidate.first].gap):
        return False
    return any(
        other.entity == "city" and other.first == candidate.last and not other.mended
        for other in context.candidates
    )


def _stands_in_arabic(candidate: Candidate, context: Context) -> bool:
    """Tell whether the word after a name in Latin letters, or else before it, is an Arabic one."""
    beside = context.after(candidate.last, 1) or context.before(candidate.first, 1)
    return is_arabic(context.text) and all(is_arabic(word) for word in beside)


def _is_law(candidate: Candidate, context: Context) -> bool:
    """Admit the faculty of law, not the right to something nor the field of a diploma."""
    if context.words[candidate.first].text.endswith("s"):
        return False
    if context.near(candidate, "right_to", before=2) and context.intent not in MOVING:
        return False
    if context.near(candidate, "of_right", 0, after=1):
        return False
    if context.intent == "inform":
        return context.near(candidate, "studying", before=1)
    diploma = any(
        other.entity in ("level", "program")
        and other.value in (*HIGHER, "licence", "master", "doctorat")
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
