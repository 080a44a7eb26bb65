"""Occupations that no gazetteer knows, by the words before them ("devenir", "prof de")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import EMPLOYER, FIELD, FREE

_ENTITY = "occupation"
_INTENT = "ask_occupation"
_LEAST = 5  # letters; shorter words are function words more often than occupations
_ARTICLE = "\u0627\u0644"
_SPECIALITY = 3  # letters of the speciality after an occupation ("prof de dessin")
_BETWEEN = 2  # articles and prepositions between "métier" and the occupation


def unknown_occupations(context: Context, meant: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the first word that must be an occupation, where none was found in the message."""
    if context.intent != _INTENT or any(each.entity == _ENTITY for each in meant):
        return
    taken = {index for each in meant for index in range(each.first, each.last)}
    for place, word in enumerate(context.words):
        if word.text not in context.lists["made_of"]:
            continue
        for index in range(place + 1, min(place + 2 + _BETWEEN, len(context.words))):
            follower = context.words[index]
            if _may_be_one(follower.text, context) and index not in taken:
                yield Candidate(_ENTITY, "", FREE, index, index + 1, follower.start, follower.end)
                return
            if follower.text not in context.lists["articles"]:
                break


def specialised(context: Context, meant: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the occupations whose speciality follows: "prof de dessin", "moniteur de surf"."""
    for each in meant:
        if each.entity != _ENTITY or each.kind in (EMPLOYER, FIELD):
            continue
        after = context.after(each.last, 2)
        if len(after) < 2:
            continue
        head = context.words[each.last - 1].text
        places = {
            other.first for other in meant if other.entity == "city" or other.kind == EMPLOYER
        }
        latin = context.has([head], "heads") and context.has(after[:1], "of_a_speciality")
        arabic = context.intent == _INTENT and context.has([head], "arabic_heads")
        in_arabic = arabic and context.has(after[:1], "inside")
        if not (latin or in_arabic) or each.last + 1 in places:
            continue
        if len(after[1]) >= _SPECIALITY and not context.has(after[1:], "no_speciality"):
            last = each.last + 2
            if in_arabic and context.after(last, 1)[:1] and _agrees(context, last):
                last += 1
            yield replace(each, last=last, end=context.words[last - 1].end)


def _agrees(context: Context, place: int) -> bool:
    """Tell whether an Arabic adjective follows its noun, both with the article."""
    return all(context.words[index].text.startswith(_ARTICLE) for index in (place - 1, place))


def _may_be_one(word: str, context: Context) -> bool:
    return (
        len(word) >= _LEAST and not word.isdecimal() and word not in context.lists["no_occupation"]
    )
