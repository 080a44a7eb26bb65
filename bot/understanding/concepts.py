"""Words of four varieties under one concept; pure, no Rasa.

``bghit``, ``بغيت``, ``أريد`` and ``je veux`` are all ``want``: what is learnt from an example
in one variety helps in the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.normalise import normalise
from bot.understanding.skeleton import WORD, skeleton

CONCEPTS = DATA / "lexicon" / "concepts"

# Varieties whose words are found only as they are written here: French has one spelling, and the
# skeleton of an "exact" word is another concept's.
_LITERAL = {"fr", "exact"}

# What Darija and Arabic write together with a word, as skeletons: the article, prepositions,
# "and", the persons of a verb, negation and pronouns.
_BEFORE = re.compile("^(?:w?(?:l|fl|bl|f|b|m)?|m?(?:k|t|G)?[nty]?)(?=..)")
_AFTER = re.compile("(?<=..)(?:tc|c|t|n|h|hm|km|k|nt)$")
_SHORTEST = 3  # letters of a skeleton that says something without its vowels


class Concepts:
    """A lexicon: from a word to its concept.

    Args:
        folder: The lexicon's files, ``*.yml``. ``concepts`` maps each concept to ``fr``, ``ar``,
            ``ary`` (either script) and ``exact`` (any variety, no other spelling): words between
            spaces, an underscore inside an expression of two words.

    Raises:
        DataError: A file has no concepts, an entry names no words, or a word or the skeleton of
            a word is in two concepts.
    """

    def __init__(self, folder: Path = CONCEPTS) -> None:
        self._words: dict[str, str] = {}
        self._skeletons: dict[str, str] = {}
        for path in sorted(folder.glob("*.yml")):
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            entries = (content or {}).get("concepts")
            if not entries:
                raise DataError(path, "concepts", "is missing")
            for concept, varieties in entries.items():
                for variety, words in varieties.items():
                    field = f"concepts.{concept}.{variety}"
                    if not isinstance(words, str) or not words.strip():
                        raise DataError(path, field, "names no words")
                    for written in words.split():
                        other = self._add(concept, variety, written)
                        if other:
                            raise DataError(path, field, f"{written} is in {other} as well")

    def find(self, text: str) -> list[str]:
        """Return the concepts of a normalised text in order; unknown words are left out."""
        return list(self._find(WORD.findall(text)))

    def of(self, word: str) -> str | None:
        """Return the concept of one normalised word, or ``None``."""
        known = self._words.get(word)
        if known:
            return known
        for variant in _variants(skeleton(word)):
            if len(variant) >= _SHORTEST and variant in self._skeletons:
                return self._skeletons[variant]
        return None

    def _find(self, words: list[str]) -> Iterator[str]:
        place = 0
        while place < len(words):
            pair = "_".join(words[place : place + 2])
            if pair in self._words:
                yield self._words[pair]
                place += 2
                continue
            concept = self.of(words[place])
            if concept:
                yield concept
            place += 1

    def _add(self, concept: str, variety: str, written: str) -> str | None:
        """Add a word; return the concept that has it already."""
        word = "_".join(WORD.findall(normalise(written.replace("_", " "))))
        owners = {self._words.setdefault(word, concept)}
        bones = "" if variety in _LITERAL or "_" in word else skeleton(word)
        if len(bones) >= _SHORTEST:
            owners.add(self._skeletons.setdefault(bones, concept))
        return next(iter(owners - {concept}), None)


def _variants(bones: str) -> Iterator[str]:
    yield bones
    without_beginning = _BEFORE.sub("", bones)
    yield without_beginning
    yield _AFTER.sub("", bones)
    yield _AFTER.sub("", without_beginning)


@lru_cache(maxsize=1)
def own() -> Concepts:
    """Return the project's own lexicon, read once."""
    return Concepts()
