"""Names with a canonical value, found in what a student wrote; spaCy's PhraseMatcher, no Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.language import VARIETIES
from bot.understanding.normalise import normalise

DIRECTORY = DATA / "gazetteers"
MAX_TOKENS = 200  # bounds the time of a hostile message

_TOKEN = re.compile(r"[^\W_]+")
# Prepositions, "and" and the article that Arabic writes together with the next word.
_PROCLITICS = re.compile(
    "^\u0648?(?:\u0644\u0644|[\u0641\u0628\u0644\u0643\u062f]?(?:\u0627\u0644)?)"
)
_GUARDED = "guarded"


@dataclass(frozen=True)
class Found:
    """A name in a text.

    Attributes:
        entity: Entity type of the contract, such as ``city``.
        value: Canonical value.
        start: Offset of the first character in the text as it was written.
        end: Offset after the last character.
    """

    entity: str
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int


class Gazetteers:
    """All gazetteers of a directory; the file's name is the entity type.

    Args:
        directory: Holds ``<entity>.yml`` files.

    Raises:
        DataError: An entry lacks a label.
    """

    def __init__(self, directory: Path = DIRECTORY) -> None:
        self._vocab = spacy.blank("xx").vocab
        self._matcher = PhraseMatcher(self._vocab)
        self._places: frozenset[str] = frozenset()
        for path in sorted(directory.glob("*.yml")):
            self._add(path)

    def find(self, text: str) -> list[Found]:
        """Return the names in a text, longest first where they overlap, in order."""
        tokens = _tokens(text)
        spans = []
        for variant in (tokens, [_without_proclitics(token) for token in tokens]):
            doc = self._doc([token.text for token in variant])
            spans += [
                (span, variant)
                for span in self._matcher(doc, as_spans=True)
                if self._allowed(span.label_, variant, span.start)
            ]
        best = _longest(spans)
        return [_found(label, chosen, first, last) for label, chosen, first, last in best]

    def _allowed(self, label: str, tokens: list[_Token], position: int) -> bool:
        if not label.endswith(_GUARDED):
            return True
        return position > 0 and tokens[position - 1].text in self._places

    def _add(self, path: Path) -> None:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._places |= {normalise(word) for word in content.get("place_words", ())}
        for value, entry in content["entries"].items():
            missing = [variety for variety in VARIETIES if not entry.get(variety)]
            if missing:
                raise DataError(path, f"{value}.{missing[0]}", "the label is missing")
            guarded = {normalise(str(name)) for name in entry.get("guarded", ())}
            names = [entry[variety] for variety in VARIETIES] + list(entry.get("aliases", ()))
            free = {normalise(str(name)) for name in names} - guarded
            self._matcher.add(f"{path.stem}|{value}|", list(self._phrases(free)))
            if guarded:
                self._matcher.add(f"{path.stem}|{value}|{_GUARDED}", list(self._phrases(guarded)))

    def _phrases(self, names: set[str]) -> Iterator[Doc]:
        for name in sorted(names):
            tokens = _tokens(name)
            yield self._doc([token.text for token in tokens])
            # Some names begin with the article that the text's own variant has lost.
            bare = [_without_proclitics(token).text for token in tokens]
            if bare != [token.text for token in tokens] and all(len(word) > 2 for word in bare):
                yield self._doc(bare)

    def _doc(self, words: list[str]) -> Doc:
        return Doc(self._vocab, words=words)


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        folded = normalise(match.group()).replace(" ", "")
        if folded:
            tokens.append(_Token(folded, match.start(), match.end()))
        if len(tokens) == MAX_TOKENS:
            break
    return tokens


def _without_proclitics(token: _Token) -> _Token:
    match = _PROCLITICS.match(token.text)
    length = match.end() if match else 0
    if not length or len(token.text) - length < 3:
        return token
    return _Token(token.text[length:], token.start + length, token.end)


def _longest(spans: list[tuple[Any, list[_Token]]]) -> list[tuple[str, list[_Token], int, int]]:
    by_place: dict[tuple[int, int], tuple[Any, list[_Token]]] = {}
    for span, tokens in spans:
        by_place.setdefault((span.start, span.end), (span, tokens))
    kept = filter_spans([span for span, _ in by_place.values()])
    chosen = []
    for span in sorted(kept, key=lambda each: each.start):
        tokens = by_place[span.start, span.end][1]
        chosen.append((span.label_, tokens, span.start, span.end))
    return chosen


def _found(label: str, tokens: list[_Token], first: int, last: int) -> Found:
    entity, value, _ = label.split("|")
    return Found(entity, value, tokens[first].start, tokens[last - 1].end)
