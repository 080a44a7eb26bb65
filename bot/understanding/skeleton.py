"""One consonant skeleton for a word in Arabic script, in Arabizi and in French letters.

``khdma``, ``5edma`` and ``خدمة`` become ``Xdm``; ``stage``, ``ستاج`` and ``سطاج`` become ``stj``.
Vowels are what spellings of Darija disagree on most, so they go; emphatic consonants and those
that students write alike become one letter. Which letters become which is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.normalise import normalise

LETTERS = DATA / "lexicon" / "letters.yml"
WORD = re.compile(r"[^\W_]+")
"""A word of a normalised text; apostrophes and signs end it."""

_REPEATED = re.compile(r"(.)\1+")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[a-z]")


class _Rules(NamedTuple):
    """The content of the letters file."""

    sounds: dict[str, str]
    groups: re.Pattern[str]
    initial: dict[str, str]
    beginning: re.Pattern[str]
    ending: re.Pattern[str]
    numbers: re.Pattern[str]


def skeleton(word: str) -> str:
    """Return the consonants of a word as one script-independent spelling.

    Args:
        word: A word of a normalised text.

    Returns:
        Letters of the skeleton's own alphabet; empty for a word without consonants. A word
        with figures that are numbers ("2024", "s1", "10h") stays as it is.
    """
    if not is_arabizi(word) and _DIGIT.search(word):
        return word
    rules = _rules(LETTERS)
    begun = rules.beginning.match(word)
    rest = rules.ending.sub("", word[begun.end() :] if begun else word)
    spelt = rules.initial[begun.group()] if begun else ""
    spelt += "".join(rules.sounds.get(piece, piece) for piece in rules.groups.findall(rest))
    return _REPEATED.sub(r"\1", spelt)


def is_arabizi(word: str) -> bool:
    """Whether the digits of a word stand for Arabic consonants.

    True for "3ayb", "9raya" and "sba7"; false for "2024", "s1", "10h", "3eme", "mp3" and for
    words without digits or without Latin letters.
    """
    if not _DIGIT.search(word) or not _LATIN.search(word):
        return False
    return not _rules(LETTERS).numbers.fullmatch(word)


@lru_cache(maxsize=2)
def _rules(path: Path) -> _Rules:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        sounds = _by_spelling(content["sounds"])
        sounds |= {normalise(str(spelling)): "" for spelling in content["silent"]}
        initial = _by_spelling(content["initial"])
        ending = re.compile(f"(?:{'|'.join(content['final'])})$")
        numbers = re.compile("|".join(content["numbers"]))
    except (KeyError, AttributeError, TypeError) as error:
        raise DataError(path, str(error), "is missing or not a list of spellings") from error
    return _Rules(
        sounds,
        re.compile(_any_of(sounds) + "|."),
        initial,
        re.compile(_any_of(initial)),
        ending,
        numbers,
    )


def _by_spelling(sounds: dict[object, list[object]]) -> dict[str, str]:
    return {
        normalise(str(spelling)): str(sound)
        for sound, spellings in sounds.items()
        for spelling in spellings
    }


def _any_of(spellings: Iterable[str]) -> str:
    longest_first = sorted(spellings, key=len, reverse=True)
    return "|".join(re.escape(each) for each in longest_first)
