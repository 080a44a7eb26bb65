"""The words of data/lexicon/dates.yml, ready for looking up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from bot.settings import DATA
from bot.understanding.normalise import normalise

Senses = Mapping[str, int | str]

_CHOICE = re.compile(r"\{([^}]*)\}")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_DOUBLED_LATIN = re.compile(r"([a-z])\1+")
_DOUBLED_AT_END = re.compile(r"([^\W\d_])\1+$")


@dataclass(frozen=True)
class Form:
    """One reading of a written word: the bare word and what was taken off before it."""

    word: str
    conjunction: bool = False
    preposition: bool = False
    article: bool = False
    letters_taken: int = 0  # of the conjunction and the preposition
    letter: str = ""  # the preposition itself


@dataclass(frozen=True)
class Glue:
    """What one script writes without a space before a word."""

    conjunctions: tuple[str, ...]
    prepositions: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """Senses of words and of phrases.

    Attributes:
        words: From a key (see :func:`key`) to its senses, kind -> value.
        phrases: From the key of a first word to the keys that follow it and the senses of all.
        glue: For Arabic and for Latin script.
    """

    words: Mapping[str, Senses]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Senses], ...]]
    glue: Mapping[str, Glue]

    def forms(self, word: str) -> Iterator[Form]:
        """Yield the readings of a key, the whole word first."""
        yield Form(word)
        arabic = not word[:1].isascii()
        glue = self.glue["Latn" if word[:1].isascii() else "Arab"]
        for conjunction, rest in _peel(word, glue.conjunctions):
            for preposition, core in _peel(rest, glue.prepositions):
                for article, bare in _peel(core, glue.articles):
                    if len(article) == 1 and bare.startswith(glue.articles):
                        continue  # it is the preposition of the same letter, then an article
                    glued = bool(conjunction), bool(preposition), bool(article)
                    if any(glued) and len(bare) > (1 if article or arabic else 2):
                        taken = len(conjunction) + len(preposition)
                        yield Form(bare, *glued, taken, preposition)


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """Fold a word so that its usual spellings meet: normalised, without doubled letters."""
    word = normalise(word)
    return _DOUBLED_LATIN.sub(r"\1", _DOUBLED_AT_END.sub(r"\1", word))


def undoubled(word: str) -> str:
    """Return a key without any doubled letter, for words drawn out in the middle."""
    return _DOUBLED.sub(r"\1", word)


def spellings(pattern: str) -> Iterator[str]:
    """Expand the choices of a pattern: ``gh{e|}da`` gives gheda and ghda."""
    pieces = _CHOICE.split(pattern)
    choices = [
        piece.split("|") if odd else [piece] for odd, piece in zip(itertools.cycle((0, 1)), pieces)
    ]
    for combination in itertools.product(*choices):
        yield "".join(combination).replace("_", " ")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the lexicon once.

    Raises:
        OSError: data/lexicon/dates.yml cannot be read.
    """
    content = yaml.safe_load((DATA / "lexicon" / "dates.yml").read_text(encoding="utf-8"))
    words: dict[str, dict[str, int | str]] = {}
    phrases: dict[tuple[str, ...], dict[str, int | str]] = {}
    for kind, values in content["senses"].items():
        for value, varieties in values.items():
            for pattern in " ".join(varieties.values()).split():
                for spelled in spellings(pattern):
                    keys = tuple(key(word) for word in spelled.split())
                    senses = (
                        words.setdefault(keys[0], {})
                        if len(keys) == 1
                        else phrases.setdefault(keys, {})
                    )
                    senses.setdefault(kind, value)
    return Lexicon(words, _by_first_word(phrases), _glue(content["glue"]))


def _by_first_word(
    phrases: Mapping[tuple[str, ...], Senses],
) -> dict[str, tuple[tuple[tuple[str, ...], Senses], ...]]:
    grouped: dict[str, list[tuple[tuple[str, ...], Senses]]] = {}
    for keys, senses in sorted(phrases.items(), key=lambda item: -len(item[0])):
        grouped.setdefault(keys[0], []).append((keys[1:], senses))
    return {first: tuple(rest) for first, rest in grouped.items()}


def _glue(content: Mapping[str, Mapping[str, str]]) -> dict[str, Glue]:
    return {
        script: Glue(*(tuple(letters[part].split()) for part in ("and", "preposition", "article")))
        for script, letters in content.items()
    }


def _peel(word: str, prefixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "", word
    for prefix in prefixes:
        if word.startswith(prefix):
            yield prefix, word[len(prefix) :]
