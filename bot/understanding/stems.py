"""Stems of words with their neighbours; pure, no Rasa.

French stems are Snowball's. Words in Arabic script lose what is written together with them, by
a short list: full stemmers of Standard Arabic cut Darija in the wrong places.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import snowballstemmer
import yaml

from bot.errors import DataError
from bot.settings import DATA

AFFIXES = DATA / "lexicon" / "stems.yml"

_TOKEN = re.compile("[^\\W_]+|[\u2600-\u27bf\U0001f300-\U0001faff]|[?!]")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_BEGINNING, _END = "^", "$"
_FRENCH = snowballstemmer.stemmer("french")
_SHORTEST = 3
_LONGEST = 40  # letters; no word is longer, and the stemmer's time grows with them


def stem_ngrams(text: str) -> list[str]:
    """Return the stems of a normalised text, neighbouring pairs and pairs with one between.

    The beginning and the end of the message count as neighbours. Emoji, ``?`` and ``!`` are
    words of their own.
    """
    stems = [stem(word) for word in _TOKEN.findall(text)]
    pairs = zip([_BEGINNING, *stems], [*stems, _END], strict=True)
    apart = zip(stems, stems[2:], strict=False)
    return stems + [f"{a} {b}" for a, b in pairs] + [f"{a}~{b}" for a, b in apart]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one normalised word in either script."""
    if not _ARABIC_LETTER.search(word):
        return str(_FRENCH.stemWord(word)) if len(word) <= _LONGEST else word
    prefixes, suffixes = _affixes(AFFIXES)
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            word = word.removeprefix(prefix)
            break
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return word.removesuffix(suffix)
    return word


@lru_cache(maxsize=2)
def _affixes(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return tuple(content["prefixes"]), tuple(content["suffixes"])
    except (KeyError, TypeError) as error:
        raise DataError(path, str(error), "is missing or not a list") from error
