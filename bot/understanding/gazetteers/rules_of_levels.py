"""Levels: a diploma is one where somebody has it; one asked about is a programme."""

from __future__ import annotations

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.intent_groups import MOVING, OF_ONESELF
from bot.understanding.gazetteers.names import FREE, GUARDED, HELD
from bot.understanding.gazetteers.rules_of_classes import is_class

_MOVING_ON = MOVING | {"ask_admission"}
_ELSEWHERE = "out_of_scope"  # a sandbox is no baccalaureate, a licence of Windows no degree
HIGHER = ("bac+2", "bac+3", "bac+5", "doctorate")
_IN = ("f", "\u0641")  # the preposition "in", glued to a diploma that is being studied for
_WITH = ("b", "\u0628")  # the preposition "with", glued to a diploma
_REACH = 4  # words before a diploma that may tell whether it is held
_NEAR = 3  # the nearest of them, which may tell that it is studied


def level(candidate: Candidate, context: Context) -> bool:
    """Admit a level; a diploma only when it is held."""
    if context.intent == _ELSEWHERE and (candidate.kind != FREE or candidate.value == "bac"):
        return False
    if _means_something_else(candidate, context):
        return False
    if candidate.kind == GUARDED:
        return is_class(candidate, context)
    return candidate.kind != HELD or is_held(candidate, context)


def _means_something_else(candidate: Candidate, context: Context) -> bool:
    after = context.after(candidate.last, 1)
    if candidate.value == "bac":
        return context.has(after, "nepotism")
    if candidate.value == "niveau-bac":
        return _is_part_of_more(candidate, context)
    if candidate.value == "bac+2":
        return context.has(after, "times")  # "raté le bac deux fois"
    if candidate.value == "none":
        return context.has(after, "languages")  # "ma9rich lfrançais"
    if context.has([context.words[candidate.first].text], "graduates"):
        return context.intent == "ask_work_rights" or context.has(after, "dismissed")
    return False


def is_held(candidate: Candidate, context: Context) -> bool:
    """Tell whether a diploma is one that somebody has."""
    if is_leave(candidate, context) or is_underway(candidate, context):
        return False
    told = _told_before(candidate, context)
    if told is not None:
        return told
    if candidate.glued and context.words[candidate.first].text[0] in _WITH:
        return True
    if context.has(context.after(candidate.last, 2), "mine"):
        return True
    return context.intent in OF_ONESELF or _comes_first(candidate, context)


def is_underway(candidate: Candidate, context: Context) -> bool:
    """Tell whether it is still studied for: "ts en cours", "bts lwla"."""
    after = context.after(candidate.last, 2)
    if context.has(after[:1], "inside"):
        after = after[1:]
    return context.has(after[:1], "underway")


def _comes_first(candidate: Candidate, context: Context) -> bool:
    """Tell whether it begins a message that goes on with a wish: "licence w bghit master"."""
    before = context.before(candidate.first, 2)
    if context.intent not in _MOVING_ON or len(before) != candidate.first:
        return False
    if not all(context.has([word], "articles") for word in before):
        return False
    rest = [word.text for word in context.words[candidate.last : candidate.last + _REACH]]
    return any(word in context.lists["moving_on"] for word in rest)


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
        return not context.has(before[1:2], "studied") or context.has(before[2:], "just")
    for index, word in enumerate(before):
        if context.has([word], "held"):
            return True
        if index < _NEAR and context.has([word], "studied"):
            asks = context.has([word], "asking")
            if not (asks and context.has(context.after(candidate.last, 2), "mine")):
                return False
    return None


def _is_definite(candidate: Candidate, before: list[str], context: Context) -> bool:
    """Tell whether a diploma is "the" diploma in general."""
    written = context.words[candidate.first].text
    return written.startswith("\u0627\u0644") or context.has(before[:1], "definite")


def is_leave(candidate: Candidate, context: Context) -> bool:
    """Tell whether the Arabic word for a bachelor's degree means days off."""
    if candidate.value not in ("licence", "bac+3"):
        return False
    return context.intent == "ask_work_rights" or context.near(candidate, "leave", 0, after=1)


def _is_part_of_more(candidate: Candidate, context: Context) -> bool:
    return any(
        other.value in HIGHER
        and other.kind == FREE
        and candidate.first < other.first < candidate.last
        for other in context.candidates
    )
