"""Tracks of the baccalaureate: many of their names are subjects, crafts or machines as well."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.intent_groups import MOVING
from bot.understanding.gazetteers.names import GUARDED
from bot.understanding.gazetteers.rules_of_levels import HIGHER

_ABOUT_TRACKS = frozenset({"ask_after_bac"})
_VOCATIONAL = ("technique", "professionnel")
_LANGUAGE = "langue-arabe"  # a language more often than a track
_NEAR = 3  # words between two tracks, of which the one makes the other plain
_REACH = 4  # words before "en pc" in which the class is spoken of
_TAUGHT = 3  # words before a subject that one likes, is good at or has a teacher of
_WITH = ("b", "\u0628")  # the preposition "with", glued to a language


def bac_track(candidate: Candidate, context: Context) -> bool:
    """Admit a track; an ordinary word only where the baccalaureate or a class is spoken of."""
    if context.near(candidate, "common_core", before=2) or _is_subject(candidate, context):
        return False
    return candidate.kind != GUARDED or _is_track(candidate, context)


def _is_track(candidate: Candidate, context: Context) -> bool:
    if (
        _is_trade_of_bac_pro(candidate, context)
        or _is_machine(candidate, context)
        or _is_of_ofppt(candidate, context)
        or _is_of_a_degree(candidate, context)
    ):
        return False
    if candidate.value == _LANGUAGE:
        return _is_arabic_track(candidate, context)
    if context.near(candidate, "track", before=2) or context.near(candidate, "option", 0, after=1):
        return True
    if _names_a_class(candidate, context) or _is_track_by_intent(candidate, context):
        return True
    return any(
        other.entity == candidate.entity
        and other.kind != GUARDED
        and 0 < abs(other.first - candidate.first) <= _NEAR
        for other in context.candidates
    )


def _is_arabic_track(candidate: Candidate, context: Context) -> bool:
    """Admit the track of the Arabic language, not what is taught in Arabic."""
    written = context.words[candidate.first].text
    taught_in_it = candidate.glued and written[0] in _WITH
    if taught_in_it or context.near(candidate, "means", before=1):
        return False
    if context.near(candidate, "track", before=2):
        return True
    return context.near(candidate, "track", 0, after=3) or (
        context.intent == "inform" and _alone(candidate, context)
    )


def _is_track_by_intent(candidate: Candidate, context: Context) -> bool:
    if context.intent in _ABOUT_TRACKS:
        return True
    word = [context.words[candidate.first].text]
    if context.intent == "inform":
        return _is_answer(candidate, context) or _follows_a_class(candidate, context)
    if context.intent not in MOVING or candidate.value in _VOCATIONAL:
        return False
    if _in_a_choice(candidate, context):
        return True
    if context.has(word, "class_names") and (
        not candidate.first
        or context.near(candidate, "wanting", before=1)
        or context.near(candidate, "out_of", before=1)
        or context.near(candidate, "choosing", before=1)
    ):
        return True
    moves = candidate.glued or context.near(candidate, "moving", before=1)
    subject = context.has(word, "subject_names")
    return moves and (not subject or _another_is_named(candidate, context))


def _is_answer(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is all of an answer, but for "I am"."""
    before = context.before(candidate.first, 1)
    rest = len(context.words) - (candidate.last - candidate.first) - len(before)
    return not rest and all(context.has([word], "i_am") for word in before)


def _another_is_named(candidate: Candidate, context: Context) -> bool:
    return any(
        other.entity == candidate.entity
        and other.value != candidate.value
        and other.kind != GUARDED
        for other in context.candidates
    )


def _in_a_choice(candidate: Candidate, context: Context) -> bool:
    """Tell whether another track stands beside it: "sm ou pc", "de sm vers eco"."""
    for other in context.candidates:
        if other.entity != candidate.entity or other.value == candidate.value:
            continue
        left, right = sorted((candidate, other), key=lambda each: each.first)
        between = [context.words[index].text for index in range(left.last, right.first)]
        if 0 < len(between) <= 2 and all(
            any(context.has([word], name) for name in ("row", "moving", "means"))
            for word in between
        ):
            return True
    return False


def _follows_a_class(candidate: Candidate, context: Context) -> bool:
    """Tell whether the class stands before, if only with a comma between: "2bac, pc"."""
    return any(
        other.entity == "level"
        and other.value in ("bac", "niveau-bac")
        and other.last == candidate.first
        for other in context.candidates
    )


def _names_a_class(candidate: Candidate, context: Context) -> bool:
    """Tell whether one is in it or moves to it: "jsuis en pc", "on m'a mis en lettres"."""
    before = context.before(candidate.first, _REACH)
    if context.has(before[:1], "owners"):
        return True
    if not context.has([context.words[candidate.first].text], "class_names"):
        return False
    if context.has(before[:1], "reading") or context.has(before[:1], "i_am"):
        return True
    led = candidate.glued or context.has(before[:1], "into")
    return led and context.has(before[1 - candidate.glued :], "schooling")


def _is_subject(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is a subject that one likes, has marks in or a teacher of."""
    if not context.has([context.words[candidate.first].text], "subject_names"):
        return False
    if context.near(candidate, "track", before=2):
        return False
    return context.has(context.before(candidate.first, _TAUGHT), "taught")


def _is_machine(candidate: Candidate, context: Context) -> bool:
    """Tell the computer from the track: "mon pc", "pc portable"."""
    if not context.has([context.words[candidate.first].text], "computer"):
        return False
    if context.near(candidate, "track", before=2):
        return False
    if context.near(candidate, "machine_after", 0, after=2):
        return True
    # "un pc" is a student of that track in a question about tracks
    student = context.intent in _ABOUT_TRACKS and context.near(candidate, "articles", before=1)
    return not student and context.near(candidate, "machine_before", before=2)


def _is_of_ofppt(candidate: Candidate, context: Context) -> bool:
    """Tell whether a craft is learnt at an institute for crafts, or is the word for a diploma."""
    if candidate.value not in _VOCATIONAL or context.near(candidate, "bac", before=1):
        return False
    word = context.words[candidate.first].text
    if context.has([word], "technician"):
        return context.near(candidate, "inside", before=1) or (
            context.intent == "inform" and _alone(candidate, context)
        )
    return any(
        other.entity == "program" and other.value.startswith("ofppt") and other.kind != GUARDED
        for other in context.candidates
    )


def _is_of_a_degree(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is the field of a degree: "bac+2 gestion"."""
    return any(
        other.entity == "level" and other.value in HIGHER and other.last == candidate.first
        for other in context.candidates
    )


def _is_trade_of_bac_pro(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is the craft of a bac pro: "bac pro en mécanique"."""
    return any(
        other.entity == candidate.entity
        and other.value == "professionnel"
        and other.value != candidate.value
        and 0 <= candidate.first - other.last <= 1
        for other in context.candidates
    )


def _alone(candidate: Candidate, context: Context) -> bool:
    return len(context.words) == candidate.last - candidate.first
