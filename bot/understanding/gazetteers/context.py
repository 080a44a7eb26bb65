"""What stands around a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.understanding.gazetteers.names import read_yaml
from bot.understanding.gazetteers.vocabulary import name_words
from bot.understanding.gazetteers.words import Word, bare_forms
from bot.understanding.normalise import normalise

Words = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Candidate:
    """A name that may be meant.

    Attributes:
        entity: Entity type.
        value: Canonical value; empty where it is the text as written.
        kind: How the spelling is taken, see :mod:`names`.
        first: Index of its first word.
        last: Index after its last word.
        start: Offset of its first character in the message.
        end: Offset after its last one.
        glued: Whether a preposition or "and" is glued to it.
        mended: Whether a word of it is misspelt.
    """

    entity: str
    value: str
    kind: str
    first: int
    last: int
    start: int
    end: int
    glued: bool = False
    mended: bool = False


@dataclass(frozen=True)
class Context:
    """A message with all names that may be meant.

    Attributes:
        text: As written.
        words: Its words.
        lists: Lists of telling words by name.
        intent: What the message wants, where it is known.
        candidates: Names that may be meant, in order.
    """

    text: str
    words: Sequence[Word]
    lists: Words
    intent: str | None
    candidates: Sequence[Candidate]

    def before(self, place: int, many: int = 1) -> list[str]:
        """Return up to ``many`` words before a place, nearest first, within the clause."""
        found = []
        for index in range(place - 1, max(-1, place - 1 - many), -1):
            if any(mark in self.words[index + 1].gap for mark in ",;.!?\n"):
                break
            found.append(self.words[index].text)
        return found

    def after(self, place: int, many: int = 1) -> list[str]:
        """Return up to ``many`` words from a place on, within the clause."""
        found = []
        for index in range(place, min(len(self.words), place + many)):
            if any(mark in self.words[index].gap for mark in ",;.!?\n"):
                break
            found.append(self.words[index].text)
        return found

    def has(self, words: Sequence[str], name: str) -> bool:
        """Tell whether one of the words is in a list, glued prepositions taken off."""
        known = self.lists[name]
        return any(word in known or self._bare_in(word, known) for word in words)

    def near(self, candidate: Candidate, name: str, before: int, after: int = 0) -> bool:
        """Tell whether a word of a list stands near a name."""
        return self.has(self.before(candidate.first, before), name) or (
            after > 0 and self.has(self.after(candidate.last, after), name)
        )

    def is_preposition(self, place: int) -> bool:
        """Tell whether a preposition stands at a place."""
        word = [self.words[place].text]
        return self.has(word, "inside") or self.has(word, "of_something")

    @cached_property
    def about_appointments(self) -> bool:
        """Whether a word of the message names an appointment."""
        return self.has([word.text for word in self.words], "appointment")

    @staticmethod
    def _bare_in(word: str, known: frozenset[str]) -> bool:
        return len(word) > 4 and any(
            len(form.text) > 3 and form.text in known for form in bare_forms(word)
        )


def load_words(directory: Path) -> Words:
    """Read the lists of telling words, and the ordinary words as the list ``ordinary``."""
    lists: dict[str, frozenset[str]] = {}
    for name, words in read_yaml(directory / "words.yml").items():
        pieces = [piece for word in words for piece in name_words(normalise(str(word)))]
        lists[name] = frozenset(pieces)
    ordinary = read_yaml(directory / "ordinary.yml")["words"]
    lists["ordinary"] = frozenset(normalise(str(word)) for word in ordinary)
    return lists
