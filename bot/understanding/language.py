"""Which variety a message is written in; pure, no Rasa.

Script is counted, variety is told by function words: nouns travel between French and Darija,
``bghit`` and ``je`` do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.normalise import normalise

VARIETIES = ("fr", "ar", "ary-Arab", "ary-Latn")
"""BCP 47 tags of the four varieties, in the order of the contract."""

LEXICON = DATA / "lexicon" / "languages.yml"

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LATIN_LETTER = re.compile("[a-z]")
_ARABIZI = re.compile(r"^(?=.*[a-z])(?=.*[379])[a-z379]+$")

_PRIOR = {"Latn": ("fr", "ary-Latn"), "Arab": ("ar", "ary-Arab")}


@dataclass(frozen=True)
class Language:
    """A variety with how sure we are of it.

    Attributes:
        name: BCP 47 tag, one of :data:`VARIETIES`.
        confidence: 0..1; below .5 the message is bare ("ok", "casa", "10h") and says nothing.
    """

    name: str
    confidence: float


def detect(text: str, lexicon: Mapping[str, frozenset[str]] | None = None) -> Language:
    """Tell the variety of a message.

    Args:
        text: What the student typed.
        lexicon: Telling words per variety; the project's own unless given.
    """
    words = _WORD.findall(normalise(text)[:2000])
    known = lexicon or load_lexicon(LEXICON)
    arabic = sum(bool(_ARABIC_LETTER.search(word)) for word in words)
    latin = sum(bool(_LATIN_LETTER.search(word)) for word in words)
    if not arabic and not latin:
        return Language("fr", 0.0)
    # One Arabic word among French ones ("salam" in letters) weighs as much as two Latin ones,
    # because names of diplomas and schools stay Latin inside Arabic.
    script = "Arab" if arabic * 2 >= latin and arabic else "Latn"
    standard, darija = _PRIOR[script]
    standard_hits = sum(word in known[standard] for word in words)
    darija_hits = sum(_speaks_darija(word, script, known[darija]) for word in words)
    if not standard_hits and not darija_hits:
        return Language(standard, 0.55 if len(words) > 3 else 0.3)
    name = darija if darija_hits >= standard_hits else standard
    most, least = max(standard_hits, darija_hits), min(standard_hits, darija_hits)
    return Language(name, round(min(0.99, (most - least + 1) / (most + least + 1) / 2 + 0.5), 3))


def _speaks_darija(word: str, script: str, known: frozenset[str]) -> bool:
    if word in known:
        return True
    if script == "Latn":
        return bool(_ARABIZI.match(word)) and not word[-1].isdecimal()
    return False


@lru_cache(maxsize=4)
def load_lexicon(path: Path) -> dict[str, frozenset[str]]:
    """Read the telling words.

    Raises:
        DataError: A variety is missing.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    languages = content.get("languages", {})
    for variety in VARIETIES:
        if not languages.get(variety):
            raise DataError(path, f"languages.{variety}", "has no words")
    return {
        name: frozenset(normalise(str(word)) for word in words) for name, words in languages.items()
    }
