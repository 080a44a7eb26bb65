"""One spelling for what students type in many; pure functions, no Rasa.

The result is for comparing and learning only. What the student wrote is kept, and
:func:`align` says where each character of the result stood in it.

Every rule but two works on one character at a time, so that the length of a message costs
what it should and offsets can be kept. The two are elongation and white space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_TATWEEL = "\u0640"
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"  # skin tones too: a thumb is a thumb
)
_ARABIC_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_SPACES = re.compile(r"\s+")

_LETTERS = {
    "\u0671": "\u0627",  # alef wasla -> alef; hamza above, below and madda are marks of their own
    "\u0649": "\u064a",  # alef maksura -> yeh
    "\u06cc": "\u064a",  # Farsi yeh -> yeh
    "\u0629": "\u0647",  # teh marbuta -> heh
    "\u06c1": "\u0647",  # heh goal -> heh
    "\u06be": "\u0647",  # heh doachashmee -> heh
    "\u06af": "\u0643",  # gaf, as in Agadir -> kaf
    "\u06ad": "\u0643",  # ng, the Moroccan gaf -> kaf
    "\u0763": "\u0643",  # keheh with three dots above, another gaf -> kaf
    "\u06a9": "\u0643",  # keheh -> kaf
    "\u06a4": "\u0641",  # veh, as in French v -> feh
    "\u06a8": "\u0641",  # qaf with three dots, a Moroccan v -> feh
    "\u067e": "\u0628",  # peh -> beh
    "\u066b": ",",  # Arabic decimal separator
    "\u066c": ",",  # Arabic thousands separator
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
    "\u066a": "%",
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00f8": "o",
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "\u00b4": "'",
    "`": "'",
    "\u2032": "'",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u00ab": '"',
    "\u00bb": '"',
    "\u201c": '"',
    "\u201d": '"',
}


def normalise(text: str) -> str:
    """Fold a message to one spelling.

    Unicode compatibility forms, case, accents, Arabic diacritics and tatweel, hamza carriers,
    Arabic-Indic digits, apostrophes, invisible and direction marks, elongation (three or more
    of a letter become two) and white space. Emoji stay, and so do the digits of Arabizi words.

    Args:
        text: Anything a student can type, of any length.

    Returns:
        The folded text; empty when nothing visible is left.
    """
    folded = text.translate(_TABLE)
    return _SPACES.sub(" ", _ELONGATED.sub(r"\1\1", folded)).strip()


@dataclass(frozen=True)
class Aligned:
    """A folded text that knows where it came from.

    Attributes:
        original: What the student wrote.
        text: ``normalise(original)``.
        starts: For each character of ``text``, the offset in ``original`` of the one it is from.
        ends: The same, the offset after it; marks and elongation that were dropped are inside.
    """

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of ``text`` into the span of ``original`` that it stands for.

        Args:
            start: Offset of the first character in ``text``.
            end: Offset after the last one; must be greater than ``start``.

        Raises:
            ValueError: The span is empty or outside ``text``.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no such span: {start}..{end} of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]


def align(text: str) -> Aligned:
    """Fold a message as :func:`normalise` does, and keep the offsets.

    Args:
        text: Anything a student can type. Time and memory grow with its length: bound it first.
    """
    folded, origins = [], []
    for index, char in enumerate(text):
        for piece in _TABLE[ord(char)]:
            folded.append(piece)
            origins.append(index)
    joined = "".join(folded)
    kept = list(_kept(joined))
    out = "".join(" " if joined[place].isspace() else joined[place] for place in kept)
    starts = [origins[place] for place in kept]
    limits = [*starts[1:], len(text)]
    ends = [
        _end(text, joined[place], start, limit)
        for place, start, limit in zip(kept, starts, limits, strict=False)
    ]
    return Aligned(text, out, tuple(starts), tuple(ends))


def _kept(folded: str) -> Iterator[int]:
    """Yield the places of the characters that elongation and white space rules leave."""
    dropped: set[int] = set()
    for match in _ELONGATED.finditer(folded):
        dropped.update(range(match.start() + 2, match.end()))
    for match in _SPACES.finditer(folded):
        at_an_edge = match.start() == 0 or match.end() == len(folded)
        dropped.update(range(match.start() + (0 if at_an_edge else 1), match.end()))
    return (place for place in range(len(folded)) if place not in dropped)


def _end(text: str, char: str, start: int, limit: int) -> int:
    """Return the offset after a character with the marks and repetitions that were dropped."""
    end = start + 1
    if char.isspace():
        return end
    while end < limit and _belongs(text[end], char):
        end += 1
    return end


def _belongs(dropped: str, char: str) -> bool:
    folded = _TABLE[ord(dropped)]
    if folded:
        return folded == char
    return not _INVISIBLE.match(dropped)


class _Table(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        # Only what people write is remembered: a hostile message may hold every code point.
        if code < 0x2100:
            self[code] = folded
        return folded


def _fold(char: str) -> str:
    """Fold one character, to none, one or several."""
    if char in _LETTERS:
        return _LETTERS[char]
    text = unicodedata.normalize("NFKD", char).casefold()
    text = unicodedata.normalize("NFKD", text)
    return "".join(_piece(piece) for piece in text)


def _piece(char: str) -> str:
    if char == _TATWEEL or unicodedata.combining(char):
        return ""
    if _INVISIBLE.match(char) or _ARABIC_MARKS.match(char):
        return ""
    if char in _LETTERS:
        return _LETTERS[char]
    if not char.isascii() and char.isdecimal():
        return str(unicodedata.decimal(char))
    return char


_TABLE = _Table()
