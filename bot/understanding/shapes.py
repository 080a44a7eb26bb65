"""The shape of a message: which kinds of names it holds, and what is said around them; no Rasa.

"une alternance en coiffure" and "nn plutot à Kenitra" ask for offers by their shape: a name or
two and hardly another word. The names of cities and trades themselves say little.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.dates.grammar import expressions
from bot.understanding.dates.tokens import tokenise
from bot.understanding.gazetteers import Gazetteers
from bot.understanding.normalise import normalise

MAX_CHARACTERS = 600
_MANY, _FEW = 6, 4  # other words are counted up to these, alone and beside the kinds of names
_WORD = re.compile(r"[^\W_]+")


class Name(NamedTuple):
    """The kind of a name with its place in the text."""

    kind: str
    start: int
    end: int


class Shape(NamedTuple):
    """What :func:`shape` sees.

    Attributes:
        kinds: Tokens for the kinds of names and the number of other words, separated by spaces.
        masked: The normalised text with each name replaced by its kind in capitals.
    """

    kinds: str
    masked: str


def shape(text: str) -> Shape:
    """Return the shape of a message as it was written; its beginning counts."""
    text = text[:MAX_CHARACTERS]
    pieces: list[str] = []
    other = place = 0
    named = _names(text)
    for name in [*named, Name("", len(text), len(text))]:
        between = normalise(text[place : name.start])
        other += len(_WORD.findall(between))
        # Normalised text has no capitals, so that no word is taken for a kind.
        pieces += [between, name.kind.upper()]
        place = name.end
    kinds = "+".join(sorted({name.kind for name in named}))
    tokens = f"kinds:{kinds} words:{min(other, _MANY)} {kinds}:{min(other, _FEW)}"
    return Shape(tokens, " ".join(pieces))


def _names(text: str) -> list[Name]:
    """Names in order; a day or an hour only where no other name stands."""
    names = [Name(each.entity, each.start, each.end) for each in _gazetteers().find(text)]
    # Not the days that are still to come, as for the entities: learning must not age.
    for day in expressions(text, tokenise(text)):
        if not any(day.start < name.end and name.start < day.end for name in names):
            names.append(Name("datetime", day.start, day.end))
    return _apart(sorted(names, key=lambda name: (name.start, -name.end)))


def _apart(names: list[Name]) -> list[Name]:
    kept: list[Name] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


@lru_cache(maxsize=1)
def _gazetteers() -> Gazetteers:
    return Gazetteers()
