"""Buttons as numbered lines, and the number that a student types for one of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

_NUMBER = re.compile(r"^\W*(\d{1,3})\W*$")


def numbered(titles: Sequence[str], start: int = 1) -> str:
    """Return one line a title, numbered in Western digits, which all four varieties use."""
    return "\n".join(f"{number}. {title}" for number, title in enumerate(titles, start))


def chosen(text: str, choices: Sequence[Mapping[str, str]]) -> str | None:
    """Return the payload that a typed message stands for.

    Args:
        text: What the student typed: "2", "2.", "٢" or the words of a choice.
        choices: ``{"title", "payload"}`` in the order of their numbers, from 1.

    Returns:
        The payload, or ``None`` when the message is something else.
    """
    match = _NUMBER.match(text)
    if match:
        number = int(match.group(1))  # reads Arabic digits as well
        return choices[number - 1]["payload"] if 1 <= number <= len(choices) else None
    folded = _fold(text)
    return next((each["payload"] for each in choices if _fold(each["title"]) == folded), None)


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
