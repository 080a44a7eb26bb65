"""One spelling for what students type in many; pure functions, no Rasa.

The result is for comparing and learning only. What the student wrote is kept elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TATWEEL = "\u0640"
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"\s+")

_FOLDED_LETTERS = str.maketrans(
    {
        "\u0623": "\u0627",  # alef with hamza above -> alef
        "\u0625": "\u0627",  # alef with hamza below -> alef
        "\u0622": "\u0627",  # alef with madda -> alef
        "\u0671": "\u0627",  # alef wasla -> alef
        "\u0649": "\u064a",  # alef maksura -> yeh
        "\u06cc": "\u064a",  # Farsi yeh -> yeh
        "\u0629": "\u0647",  # teh marbuta -> heh
        "\u06af": "\u0643",  # gaf, as in Agadir -> kaf
        "\u06ad": "\u0643",  # ng, the Moroccan gaf -> kaf
        "\u06a9": "\u0643",  # keheh -> kaf
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u00e6": "ae",
        "\u0153": "oe",
    }
)


def normalise(text: str) -> str:
    """Fold a message to one spelling.

    Unicode compatibility forms, case, accents, Arabic diacritics and tatweel, hamza carriers,
    Arabic-Indic digits, invisible and direction marks, elongation (three or more of a letter
    become two) and white space. Digits inside Arabizi words stay.

    Args:
        text: Anything a student can type, of any length.

    Returns:
        The folded text; empty when nothing visible is left.
    """
    text = unicodedata.normalize("NFKC", text)
    text = _INVISIBLE.sub("", text).replace(_TATWEEL, "")
    text = _ARABIC_MARKS.sub("", text).translate(_FOLDED_LETTERS)
    text = _without_accents(text.casefold())
    text = "".join(_ascii_digit(char) for char in text)
    text = _ELONGATED.sub(r"\1\1", text)
    return _SPACES.sub(" ", text).strip()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare)


def _ascii_digit(char: str) -> str:
    if char.isascii() or not char.isdecimal():
        return char
    return str(unicodedata.decimal(char))
