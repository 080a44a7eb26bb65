"""Words of a message with their places, and what prepositions and articles are glued to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.normalise import align

MAX_WORDS = 200
MAX_CHARACTERS = 3000  # both bound the time of a hostile message
MAX_LETTERS = 40  # no name has a longer word

_WORD = re.compile(r"[^\W_]+")
_ARABIC = re.compile("[\u0620-\u064a]")
_AND = "\u0648"
_PREPOSITIONS = "\u0641\u0628\u0644\u0643\u062f"  # f b l k d
_SHORTENED = "\u0639\u0645"  # 3 m, short for "on" and "from", only before an article
_LAM = "\u0644"
_AL = "\u0627\u0644"
_LATIN_PREPOSITIONS = ("f", "b", "l", "d", "n", "w", "m")
_LATIN_ARTICLES = ("l", "el", "al")
_LEAST = 3  # letters that must be left of a word


@dataclass(frozen=True)
class Word:
    """A word of a message.

    Attributes:
        text: Folded.
        start: Offset of its first character in the message as written.
        end: Offset after its last one.
        gap: What stands between the word before and this one, folded.
        written: As written.
        offsets: Offset in the message of each character of ``text``.
    """

    text: str
    start: int
    end: int
    gap: str
    written: str
    offsets: tuple[int, ...]


@dataclass(frozen=True)
class Bare:
    """A word without what is glued to it.

    Attributes:
        text: What is left.
        start: How many characters of the word stand before the name, its article not counted.
        glued: Whether a preposition was taken off.
    """

    text: str
    start: int
    glued: bool


def split(text: str) -> list[Word]:
    """Split a message into words; a message without an end has its beginning read."""
    aligned = align(text[:MAX_CHARACTERS])
    words: list[Word] = []
    before = 0
    for match in _WORD.finditer(aligned.text):
        start, end = aligned.span(match.start(), match.end())
        words.append(
            Word(
                match.group()[:MAX_LETTERS],
                start,
                end,
                aligned.text[before : match.start()],
                text[start:end],
                aligned.starts[match.start() : match.end()],
            )
        )
        before = match.end()
        if len(words) == MAX_WORDS:
            break
    return words


def is_arabic(word: str) -> bool:
    """Tell whether a word is in Arabic letters."""
    return bool(_ARABIC.search(word))


def without_article(word: str) -> str:
    """Return an Arabic word without its article, so that both forms meet."""
    if word.startswith(_AL) and len(word) - 2 >= 2:
        return word[2:]
    return word


def bare_forms(word: str) -> Iterator[Bare]:
    """Yield what a word may be when less and less is glued to it, itself first."""
    yield Bare(word, 0, False)
    yield from _arabic_forms(word) if is_arabic(word) else _latin_forms(word)


def _arabic_forms(word: str) -> Iterator[Bare]:
    for conjunction in (0, 1) if word.startswith(_AND) else (0,):
        rest = word[conjunction:]
        yield from _articles(rest, conjunction, False)
        glued = rest[:1]
        if glued and (glued in _PREPOSITIONS or (glued in _SHORTENED and rest[1:3] == _AL)):
            yield from _articles(rest[1:], conjunction + 1, True, double=glued == _LAM)


def _articles(rest: str, start: int, glued: bool, double: bool = False) -> Iterator[Bare]:
    if start and len(rest) >= 2:
        yield Bare(rest, start, glued)
    if rest.startswith(_AL) and len(rest) - 2 >= 2:
        yield Bare(rest[2:], start, glued)
        rest = rest[1:]  # the l of a second article, as in Darija
    if rest.startswith(_LAM) and len(rest) - 1 >= _LEAST:
        yield Bare(rest[1:], start + double, glued)


def _latin_forms(word: str) -> Iterator[Bare]:
    if len(word) > _LEAST and word[-1] in "sx":
        yield Bare(word[:-1], 0, False)
    for article in _LATIN_ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST:
            yield Bare(word[len(article) :], 0, False)
    if len(word) > _LEAST and word[0] == word[1]:
        yield Bare(word[1:], 0, False)
    for preposition in _LATIN_PREPOSITIONS:
        if not word.startswith(preposition):
            continue
        rest = word[1:]
        if len(rest) >= _LEAST:
            yield Bare(rest, 1, True)
        for article in _LATIN_ARTICLES:
            if rest.startswith(article) and len(rest) - len(article) >= _LEAST:
                yield Bare(rest[len(article) :], 1, True)
