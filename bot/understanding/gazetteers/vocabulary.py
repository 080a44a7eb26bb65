"""From a word of a message to the word of a name that it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.understanding.gazetteers.names import (
    EMPLOYER,
    EXACT,
    GUARDED,
    NEVER,
    Gazetteer,
    Name,
)
from bot.understanding.gazetteers.typos import Misspellings
from bot.understanding.gazetteers.words import Bare, bare_forms, is_arabic, without_article

CACHED = 50_000
_PLACES = "city"
_LONG = 6  # letters of a word that may be misspelt and have a preposition glued to it
_SHORT = 3  # a name this short is not looked for inside a longer word unless it is free


@dataclass(frozen=True)
class Meant:
    """What a word of a message stands for.

    Attributes:
        text: A word of the names, or the word itself.
        start: How many of its characters are a glued preposition.
        glued: Whether one is.
        mended: Whether it was misspelt.
        other: A second reading, with more taken off the word.
    """

    text: str
    start: int = 0
    glued: bool = False
    mended: bool = False
    other: Meant | None = None


class Vocabulary:
    """The words of all names.

    Args:
        gazetteers: Whose names.
        ordinary: Words that stand for nothing but themselves.
    """

    def __init__(self, gazetteers: Iterable[Gazetteer], ordinary: frozenset[str]) -> None:
        self._ordinary = ordinary
        self._known: set[str] = set()
        self._inside: set[str] = set()
        least: dict[str, int] = {}
        places: set[str] = set()
        for gazetteer in gazetteers:
            for name in gazetteer.names:
                words = name_words(name.text)
                for word in words:
                    key = word if _keeps_article(name) else without_article(word)
                    self._known.add(key)
                    if name.kind not in (GUARDED, EMPLOYER) or len(word) > _SHORT:
                        self._inside.add(key)
                    mendable = len(words) == 1 or len(word) >= _LONG + 2
                    if mendable and name.kind not in (GUARDED, EXACT, EMPLOYER):
                        least[key] = min(least.get(key, NEVER), gazetteer.typos)
                        if gazetteer.entity == _PLACES:
                            places.add(key)
        self._misspellings = Misspellings(least, frozenset(places))
        self.meant = lru_cache(maxsize=CACHED)(self._meant)

    def _meant(self, word: str) -> Meant:
        forms = self._known_forms(word)
        if forms:
            other = _reading(word, forms[1]) if len(forms) > 1 else None
            return _reading(word, forms[0], other)
        return Meant(word) if word in self._ordinary else self._mended(word)

    def _known_forms(self, word: str) -> list[Bare]:
        ordinary = word in self._ordinary
        bare = without_article(word)
        return [
            form
            for form in bare_forms(word)
            if form.text in self._known
            and (not form.start or (not ordinary and form.text in self._inside))
            and (form.start or not ordinary or form.text in (word, bare))
        ]

    def _mended(self, word: str) -> Meant:
        for form in bare_forms(word):
            if form.text in self._ordinary or form.text in self._known:
                continue
            if form.glued and len(form.text) < _LONG:
                continue
            known = self._misspellings.meant(form.text)
            if known is not None:
                return Meant(known, form.start, form.glued, mended=True)
        return Meant(word)


def _reading(word: str, form: Bare, other: Meant | None = None) -> Meant:
    """Return what a word stands for; an Arabic l is taken for "to", not for an article."""
    lam = is_arabic(word) and form.start == 0 and len(word) - len(form.text) == 1
    return Meant(form.text, 1 if lam else form.start, lam or form.glued, other=other)


def _keeps_article(name: Name) -> bool:
    """Tell whether the article belongs to a name: "the new one" is a city, "new" is not."""
    return name.kind == EXACT or (name.kind == GUARDED and name.entity == _PLACES)


def name_words(text: str) -> list[str]:
    """Split a folded name as a message is split."""
    words, word = [], ""
    for char in text:
        if char.isalnum():
            word += char
        elif word:
            words.append(word)
            word = ""
    return [*words, word] if word else words
