"""Finding names in a message: words, what they stand for, names, and what the context allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from bot.understanding.gazetteers.context import Candidate, Context, load_words
from bot.understanding.gazetteers.names import DIRECTORY, Gazetteer, load, load_sayings
from bot.understanding.gazetteers.occupations import specialised, unknown_occupations
from bot.understanding.gazetteers.overlaps import chosen
from bot.understanding.gazetteers.rules import admitted, is_negated, role
from bot.understanding.gazetteers.vocabulary import Meant, Vocabulary, name_words
from bot.understanding.gazetteers.words import Word, split
from bot.understanding.language import detect

_SEPARATOR = "|"
_ELIDED = re.compile(r"\b[lL]['\u2019]$")
_ARABIZI = "ary-Latn"


@dataclass(frozen=True)
class Found:
    """A name in a text.

    Attributes:
        entity: Entity type of the contract, such as ``city``.
        value: Canonical value; for an occupation the text as written.
        start: Offset of the first character in the text as it was written.
        end: Offset after the last character.
        negated: Whether the student says not this one.
        role: ``employer`` where an occupation is the name of an employer.
    """

    entity: str
    value: str
    start: int
    end: int
    negated: bool = False
    role: str | None = None


class Gazetteers:
    """All gazetteers of a directory; the file's name is the entity type.

    Args:
        directory: Holds ``<entity>.yml`` files and ``context/``.

    Raises:
        DataError: An entry lacks a label.
    """

    def __init__(self, directory: Path = DIRECTORY) -> None:
        gazetteers = [*load(directory), load_sayings(directory)]
        self._words = load_words(directory / "context")
        self._vocabulary = Vocabulary(gazetteers, self._words["ordinary"])
        self._vocab = spacy.blank("xx").vocab
        self._matcher = PhraseMatcher(self._vocab)
        for key, phrases in _by_key(gazetteers).items():
            self._matcher.add(key, list(self._documents(phrases)))

    def find(self, text: str, intent: str | None = None) -> list[Found]:
        """Return the names in a text, in order.

        Args:
            text: A message, a job title or a query.
            intent: What the message wants, where it is known; some names depend on it.
        """
        words = split(text)
        if not words:
            return []
        candidates = self._candidates(words)
        context = Context(text, words, self._words, intent, candidates)
        meant = [each for each in candidates if admitted(each, context)]
        meant += [*unknown_occupations(context, meant), *specialised(context, meant)]
        kept = chosen(meant)
        return [
            Found(
                each.entity,
                each.value or text[_start(each, text) : each.end],
                _start(each, text),
                each.end,
                is_negated(each, context, kept),
                role(each),
            )
            for each in kept
        ]

    def _candidates(self, words: list[Word]) -> list[Candidate]:
        meant = [self._vocabulary.meant(word.text) for word in words]
        readings = [meant]
        if any(each.other for each in meant):
            readings.append([each.other or each for each in meant])
        found: dict[tuple[str, int, int], Candidate] = {}
        for reading in readings:
            doc = Doc(self._vocab, words=[each.text for each in reading])
            for span in self._matcher(doc, as_spans=True):
                place = (span.label_, span.start, span.end)
                found.setdefault(place, _candidate(*place, words, reading))
        return sorted(found.values(), key=lambda each: (each.first, -each.last, each.entity))

    def _documents(self, phrases: list[str]) -> Iterator[Doc]:
        for phrase in sorted(set(phrases)):
            words = [self._vocabulary.meant(word).text for word in name_words(phrase)]
            if words:
                yield Doc(self._vocab, words=words)


def _candidate(key: str, first: int, last: int, words: list[Word], meant: list[Meant]) -> Candidate:
    entity, value, kind = key.split(_SEPARATOR)
    shift = meant[first].start
    return Candidate(
        entity,
        value,
        kind,
        first,
        last,
        words[first].offsets[shift] if shift else words[first].start,
        words[last - 1].end,
        meant[first].glued,
        any(each.mended for each in meant[first:last]),
    )


def _start(candidate: Candidate, text: str) -> int:
    """Return where a name starts; the article of a noun in Darija is part of it, glued or not."""
    start = candidate.start
    if not candidate.value and _ELIDED.search(text[:start]):
        return start - 2 if detect(text).name == _ARABIZI else start
    return start


def _by_key(gazetteers: list[Gazetteer]) -> dict[str, list[str]]:
    phrases: dict[str, list[str]] = {}
    for gazetteer in gazetteers:
        for name in gazetteer.names:
            key = _SEPARATOR.join((name.entity, name.value, name.kind))
            phrases.setdefault(key, []).append(name.text)
    return phrases
