"""Misspelt names: one or two wrong letters, or other letters for the same sounds.

Guarded, because a wrong name is worse than none: a name is long enough, begins with the same
sound, and the word as it stands is no ordinary word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from rapidfuzz.distance import OSA

from bot.understanding.gazetteers.words import is_arabic

LONG = 9  # from here on two letters may be wrong
_SOUNDS = (
    (re.compile("sch|sh|ch"), "x"),
    (re.compile("5|kh"), "H"),
    (re.compile("gh"), "g"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("[ckq9]+"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("ou(?=[aeiy])|u(?=[aei])"), "w"),
    (re.compile("[7h32]"), ""),
    (re.compile("z"), "s"),
    (re.compile("[aeiouy]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_LEAST_LATIN, _LEAST_ARABIC = 5, 6  # letters of a word that may be misspelt
_LEAST_SOUNDS = 4  # shorter skeletons are shared by too many words
_FEW_SOUNDS = 5
_ENDING = 3  # letters of an ending in Latin letters
_ARABIC_SOUNDS = str.maketrans(
    {
        "\u0637": "\u062a",  # emphatic t -> t
        "\u0636": "\u062f",  # emphatic d -> d
        "\u0638": "\u062f",
        "\u0630": "\u062f",
        "\u0635": "\u0633",  # emphatic s -> s
        "\u062b": "\u062a",
        "\u0642": "\u0643",  # qaf -> kaf
        "\u063a": "\u0643",  # ghayn, as in Agadir -> kaf
        "\u0627": "",
        "\u0648": "",
        "\u064a": "",
        "\u0647": "",
    }
)


def skeleton(word: str) -> str:
    """Return the consonants of a folded word, the same for all ways to spell a sound.

    >>> skeleton("9nitra") == skeleton("kenitra") == skeleton("qnitra")
    True
    """
    if is_arabic(word):
        return re.sub(r"(.)\1+", r"\1", word.translate(_ARABIC_SOUNDS))
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


class Misspellings:
    """Finds the known word that a misspelt one was meant to be.

    Args:
        words: Known words with the least length from which each may be mended.
        places: Those of them that are in names of places. No other word is like them, so they
            may be spelt by sound; the others must keep their ending, as another ending makes
            another word ("chanter", "chanteur").
    """

    def __init__(self, words: Mapping[str, int], places: frozenset[str]) -> None:
        self._least = words
        self._places = places
        self._by_letter: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for word, least in sorted(words.items()):
            if len(word) < least or word.isdecimal():
                continue
            self._by_letter[_first(word), len(word)].append(word)
            sounds = skeleton(word)
            if word in places and len(sounds) >= _LEAST_SOUNDS:
                self._by_sound[sounds].append(word)

    def meant(self, word: str) -> str | None:
        """Return the known word that is nearest, or None where none is near."""
        if len(word) < (_LEAST_ARABIC if is_arabic(word) else _LEAST_LATIN):
            return None
        near: dict[str, int] = {}
        for length in range(len(word) - 2, len(word) + 3):
            for known in self._by_letter.get((_first(word), length), ()):
                limit = self._limit(word, known)
                distance = OSA.distance(word, known, score_cutoff=limit)
                if distance <= limit:
                    near[known] = distance
        if near:
            return min(near, key=lambda known: (near[known], known))
        return self._sounds_like(word)

    def _limit(self, word: str, known: str) -> int:
        if len(word) < self._least[known]:
            return 0
        ending = 1 if is_arabic(word) else _ENDING
        if known not in self._places and word[-ending:] != known[-ending:]:
            return 0
        return 2 if known in self._places and min(len(word), len(known)) >= LONG else 1

    def _sounds_like(self, word: str) -> str | None:
        sounds = skeleton(word)
        limit = 0.3 if is_arabic(word) or len(sounds) < _FEW_SOUNDS else 0.45
        close = [
            (distance, known)
            for known in self._by_sound.get(sounds, ())
            if _first(known) == _first(word)
            and (distance := OSA.normalized_distance(word, known)) <= limit
        ]
        return min(close)[1] if close else None


def _first(word: str) -> str:
    first = word[0].translate(_ARABIC_SOUNDS) or word[0]
    return "k" if first in "ckq9" else first
