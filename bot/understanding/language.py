"""Which variety a message is written in; pure, no Rasa.

Script is counted, variety is told by function words: nouns travel between French and Darija,
``bghit`` and ``je`` do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.normalise import normalise
from bot.understanding.skeleton import is_arabizi

VARIETIES = ("fr", "ar", "ary-Arab", "ary-Latn")
"""BCP 47 tags of the four varieties, in the order of the contract."""

LEXICON = DATA / "lexicon" / "languages.yml"

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_LATIN_WORD = re.compile(r"^(?!\d+h\d*$).*[a-z]")  # "10h" is a number in every variety
_MAX_CHARACTERS = 1000  # bounds the time of a hostile message

PAIRS: Mapping[str, tuple[str, str]] = {"Latn": ("fr", "ary-Latn"), "Arab": ("ar", "ary-Arab")}


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
    heard = listen(text, lexicon)
    if heard is None:
        return Language("fr", 0.0)
    standard, darija = PAIRS[heard.script]
    if not heard.standard and not heard.darija:
        return Language(standard, 0.55 if heard.words > 3 else 0.3)
    name = darija if heard.darija >= heard.standard else standard
    most, least = max(heard.darija, heard.standard), min(heard.darija, heard.standard)
    return Language(name, round(min(0.99, (most - least + 1) / (most + least + 1) / 2 + 0.5), 3))


@dataclass(frozen=True)
class Heard:
    """What the script and the telling words of a message say.

    Attributes:
        script: ``Latn`` or ``Arab``.
        words: Number of words with letters.
        standard: How many of them are telling words of French or Standard Arabic.
        darija: The same for Darija.
    """

    script: str
    words: int
    standard: int
    darija: int


def listen(text: str, lexicon: Mapping[str, frozenset[str]] | None = None) -> Heard | None:
    """Count scripts and telling words; ``None`` for a message without letters we know."""
    words = _WORD.findall(normalise(text[:_MAX_CHARACTERS]))
    known = lexicon or load_lexicon(LEXICON)
    arabic = sum(bool(_ARABIC_LETTER.search(word)) for word in words)
    latin = sum(bool(_LATIN_WORD.search(word)) for word in words)
    if not arabic and not latin:
        return None
    # One Arabic word among French ones ("salam" in letters) weighs as much as two Latin ones,
    # because names of diplomas and schools stay Latin inside Arabic.
    script = "Arab" if arabic * 2 >= latin and arabic else "Latn"
    standard, darija = PAIRS[script]
    return Heard(
        script,
        arabic + latin,
        sum(word in known[standard] for word in words),
        sum(_speaks_darija(word, script, known[darija]) for word in words),
    )


def _speaks_darija(word: str, script: str, known: frozenset[str]) -> bool:
    if word in known:
        return True
    return script == "Latn" and is_arabizi(word)


def greeting_of(text: str) -> str | None:
    """Return the variety to answer a message that is nothing but a greeting of two varieties.

    Args:
        text: What the student typed.
    """
    words = " ".join(_WORD.findall(normalise(text[:_MAX_CHARACTERS])))
    found = (name for name, only in _greetings(LEXICON).items() if only.fullmatch(words))
    return next(found, None)


@lru_cache(maxsize=4)
def _greetings(path: Path) -> dict[str, re.Pattern[str]]:
    listed = yaml.safe_load(path.read_text(encoding="utf-8")).get("greetings") or {}
    return {name: _only(map(str, phrases)) for name, phrases in listed.items()}


def _only(phrases: Iterable[str]) -> re.Pattern[str]:
    any_of = "|".join(re.escape(normalise(phrase)) for phrase in phrases)
    return re.compile(rf"(?:{any_of})(?: (?:{any_of}))*")


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
