"""Words of an offer or a search, folded and stemmed, and lists of phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Generic, TypeVar

import snowballstemmer

from bot.understanding.normalise import normalise

Label = TypeVar("Label")

MAX_TOKENS = 600  # bounds the work on an endless description
_SHORT = 8000  # characters that are split at once
_REMEMBERED = 30_000  # words: more than boards use often, few enough for any feed's numbers
_ARABIC_MARKS = "\u0640\u064b-\u065f\u0670"
_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{_ARABIC_MARKS}\u0300-\u036f])*")
_PLUS = re.compile(r"\+\s*(?=[1-8])")
_BAC_NUMBER = re.compile(r"\b(bac|باك)\s*(?=[1-8]\b)", re.IGNORECASE)
_ARABIC = re.compile("[\u0620-\u064a]")

# Their stem is an English word that means something else: a trainee, a temporary worker.
_FRENCH = frozenset({"interne", "internes", "temps"})
_french = snowballstemmer.stemmer("french")
_arabic = snowballstemmer.stemmer("arabic")


@dataclass(frozen=True)
class Token:
    """A word with its place.

    Attributes:
        text: Folded as by :func:`bot.understanding.normalise.normalise`.
        start: Offset of its first character in the text as it was written.
        end: Offset after its last character.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Hit(Generic[Label]):
    """A phrase that was found: tokens ``first`` up to, without, ``last``."""

    label: Label
    first: int
    last: int


class Phrases(Generic[Label]):
    """A list of phrases with labels; the longest wins, and found ones never overlap.

    Args:
        entries: Phrase and label; a phrase may be written in any way that folds to it.
        stemmed: Whether words are compared by their stems, so that plurals are found too.
    """

    def __init__(self, entries: Iterable[tuple[str, Label]], *, stemmed: bool = True) -> None:
        self._stemmed = stemmed
        self._by_first: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        for phrase, label in entries:
            words = _keys(words_of(phrase), stemmed)
            if words:
                self._by_first.setdefault(words[0], []).append((words, label))
        for found in self._by_first.values():
            found.sort(key=lambda each: -len(each[0]))
        self._firsts = frozenset(self._by_first)

    def find(self, words: Sequence[str]) -> list[Hit[Label]]:
        """Return the phrases among folded words, in order."""
        keys = _keys(tuple(words), self._stemmed)
        hits: list[Hit[Label]] = []
        # Most texts have none of most lists, and an import looks for many lists in each.
        if self._firsts.isdisjoint(keys):
            return hits
        done = 0
        for position, key in enumerate(keys):
            if position >= done and key in self._by_first:
                hit = self._at(keys, position)
                if hit:
                    hits.append(hit)
                    done = hit.last
        return hits

    def labels(self, text: str) -> list[Label]:
        """Return the labels of the phrases in a text, in order, each once."""
        return list(dict.fromkeys(hit.label for hit in self.find(words_of(text))))

    def _at(self, keys: tuple[str, ...], position: int) -> Hit[Label] | None:
        for words, label in self._by_first.get(keys[position], ()):
            end = position + len(words)
            if keys[position:end] == words:
                return Hit(label, position, end)
        return None


def tokens(text: str) -> list[Token]:
    """Return the words of a text, at most :data:`MAX_TOKENS`."""
    found = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            found.append(Token(folded, match.start(), match.end()))
            if len(found) == MAX_TOKENS:
                break
    return found


# One offer's texts are looked at for many things.
@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a text; ``Bac +2`` and ``bac2`` become ``bac plus 2``."""
    if "+" in text:
        text = _PLUS.sub(" plus ", text)
    lowered = text.lower()
    if "bac" in lowered or "باك" in lowered:
        text = _BAC_NUMBER.sub(r"\1 plus ", text)
    if len(text) <= _SHORT:
        words = _WORD.findall(text)[:MAX_TOKENS]
    else:
        words = [match.group() for match in islice(_WORD.finditer(text), MAX_TOKENS)]
    return tuple(filter(None, map(fold, words)))


@lru_cache(maxsize=512)
def _keys(words: tuple[str, ...], stemmed: bool) -> tuple[str, ...]:
    return tuple(map(stem if stemmed else without_article, words))


@lru_cache(maxsize=_REMEMBERED)
def fold(word: str) -> str:
    """Return one folded word without spaces."""
    return normalise(word).replace(" ", "")


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Return the stem of a folded word, Arabic or Latin."""
    if _ARABIC.search(word):
        bare = without_article(word)
        return str(_arabic.stemWord(bare)) if len(bare) > 3 else bare
    return str(_french.stemWord(word)) if len(word) > 3 and word not in _FRENCH else word


_PROCLITICS = re.compile(
    "^\u0648?(?:\u0644\u0644|[\u0641\u0628\u0644\u0643\u062f]?\u0627\u0644|[\u0641\u0628](?=\\w{4}))"
)


@lru_cache(maxsize=_REMEMBERED)
def without_article(word: str) -> str:
    """Return an Arabic word without what is written together with it; others as they are."""
    match = _PROCLITICS.match(word)
    if match and match.end() and len(word) - match.end() >= 3:
        return word[match.end() :]
    return word
