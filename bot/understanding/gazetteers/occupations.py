"""Occupations that no gazetteer knows, by the words before them ("devenir", "nwelli")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.understanding.gazetteers.context import Candidate, Context
from bot.understanding.gazetteers.names import FREE

_ENTITY = "occupation"
_INTENT = "ask_occupation"
_LEAST = 5  # letters; shorter words are function words more often than occupations
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


def _may_be_one(word: str, context: Context) -> bool:
    return (
        len(word) >= _LEAST and not word.isdecimal() and word not in context.lists["no_occupation"]
    )
