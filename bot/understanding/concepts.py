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

CONCEPTS = DATA / "lexicon" / "concepts.yml"

# What Darija and Arabic write together with a word, as skeletons: the article, prepositions,
# "and", the persons of a verb, negation and pronouns.
_BEFORE = re.compile("^(?:w?(?:l|fl|bl|f|b|m)?|m?(?:k|t|G)?[nty]?)(?=..)")
_AFTER = re.compile("(?<=..)(?:tc|c|t|n|h|hm|km|k|nt)$")
_SHORTEST = 3  # letters of a skeleton that says something without its vowels


class Concepts:
    """A lexicon: from a word to its concept.

    Args:
        path: The lexicon file.

    Raises:
        DataError: The file has no concepts, or an entry names no words.
    """

    def __init__(self, path: Path = CONCEPTS) -> None:
        entries = yaml.safe_load(path.read_text(encoding="utf-8")).get("concepts")
        if not entries:
            raise DataError(path, "concepts", "is missing")
        self._words: dict[str, str] = {}
        self._skeletons: dict[str, str] = {}
        for concept, varieties in entries.items():
            for variety, words in varieties.items():
                if not isinstance(words, str) or not words.strip():
                    raise DataError(path, f"concepts.{concept}.{variety}", "names no words")
                self._add(concept, variety, words.split())

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

    def _add(self, concept: str, variety: str, words: list[str]) -> None:
        for written in words:
            word = "_".join(WORD.findall(normalise(written.replace("_", " "))))
            self._words.setdefault(word, concept)
            # A French word is written in one way; its skeleton would only catch others' words.
            bones = skeleton(word) if variety != "fr" and "_" not in word else ""
            if len(bones) >= _SHORTEST:
                self._skeletons.setdefault(bones, concept)


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
