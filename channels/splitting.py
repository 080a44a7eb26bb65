"""Cutting texts to a platform's length: between paragraphs, sentences, words, never in a letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

_GRAPHEME = regex.compile(r"\X")
# After the end of a sentence, in Latin and in Arabic punctuation.
_SENTENCE_END = regex.compile(r"(?<=[.!?؟؛…])\s+")

_ELLIPSIS = "…"

Measure = Callable[[str], int]


def utf16_units(text: str) -> int:
    """Return the length as Telegram counts it: most emoji are two."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int, measure: Measure = len) -> list[str]:
    """Cut a text into parts that each fit.

    Args:
        text: Any text.
        limit: Longest part, as ``measure`` counts.
        measure: How the platform counts; characters unless given.

    Returns:
        The parts in order, without white space at the cuts; empty for a blank text.
    """
    parts: list[str] = []
    current = ""
    for piece, glue in _pieces(text.strip(), limit, measure):
        joined = current + glue + piece if current else piece
        if measure(joined) <= limit:
            current = joined
            continue
        if current:
            parts.append(current)
        current = piece
    if current:
        parts.append(current)
    return parts


def shorten(text: str, limit: int, measure: Measure = len) -> str:
    """Return a text that fits, cut at a word where possible, with an ellipsis where it was cut."""
    text = " ".join(text.split())
    if measure(text) <= limit:
        return text
    kept = ""
    for grapheme in _GRAPHEME.findall(text):
        if measure(kept + grapheme + _ELLIPSIS) > limit:
            break
        kept += grapheme
    at_word = kept.rsplit(" ", 1)[0] if " " in kept else kept
    # A cut that would lose much of the little there is stays in the word.
    if len(at_word) * 3 < len(kept) * 2:
        at_word = kept
    return at_word.rstrip() + _ELLIPSIS


def _pieces(text: str, limit: int, measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield the largest units that fit, each with what joins it to the one before."""
    for paragraph in regex.split(r"\n{2,}", text):
        if measure(paragraph) <= limit:
            yield paragraph, "\n\n"
            continue
        glue = "\n\n"
        for line in paragraph.split("\n"):
            yield from _line(line, glue, limit, measure)
            glue = "\n"


def _line(line: str, glue: str, limit: int, measure: Measure) -> Iterator[tuple[str, str]]:
    if measure(line) <= limit:
        yield line, glue
        return
    for sentence in _SENTENCE_END.split(line):
        if measure(sentence) <= limit:
            yield sentence, glue
            glue = " "
            continue
        for word in sentence.split(" "):
            yield from _word(word, glue, limit, measure)
            glue = " "


def _word(word: str, glue: str, limit: int, measure: Measure) -> Iterator[tuple[str, str]]:
    if measure(word) <= limit:
        yield word, glue
        return
    current = ""
    for grapheme in _GRAPHEME.findall(word):
        if current and measure(current + grapheme) > limit:
            yield current, glue
            glue, current = "", ""
        current += grapheme
    yield current, glue
