"""Brings what a student typed and what a file says to one comparable form.

Case, accents, vowel signs, letter variants and the Arabic article do not tell one occupation
from another, so they go.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that are written for one another: alef maqsura for ya, ta marbuta for ha, and the
# Moroccan gaf letters for kaf. Hamza carriers lose their hamza by decomposition.
_LETTERS = str.maketrans(
    {
        "\u0649": "\u064a",
        "\u0629": "\u0647",
        "\u06ad": "\u0643",
        "\u06af": "\u0643",
        "\u0640": None,
        "œ": "oe",
        "æ": "ae",
    }
)
_ARTICLE = "\u0627\u0644"
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of a text in comparable form, one space between them.

    A one-letter word is the rest of an elision (``l'``, ``d'``) and is left out.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    words = (_without_article(word) for word in _WORD.findall(letters))
    return " ".join(word for word in words if len(word) > 1 or word.isdigit())


def _without_article(word: str) -> str:
    # Shorter words may begin with these two letters by nature.
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word
