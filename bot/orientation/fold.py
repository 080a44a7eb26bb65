"""Brings what a student typed and what a file says to one comparable form.

On top of the spelling that is common to all of the program, the Arabic article and elisions do
not tell one occupation from another, so they go.
"""

from __future__ import annotations

import re

from bot.understanding.normalise import normalise

_ARTICLE = "\u0627\u0644"
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return the words of a text in comparable form, one space between them.

    A one-letter word is the rest of an elision (``l'``, ``d'``) and is left out.
    """
    words = (_without_article(word) for word in _WORD.findall(normalise(text)))
    return " ".join(word for word in words if len(word) > 1 or word.isdigit())


def _without_article(word: str) -> str:
    # Shorter words may begin with these two letters by nature.
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word
