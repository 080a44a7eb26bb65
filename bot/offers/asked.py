"""What a message about offers asks for beside filters: saving, applying, the second one."""

from __future__ import annotations

from functools import lru_cache

from bot.offers.phrases import Phrases, words_of
from bot.offers.vocabulary import read

LAST = -1


def wish(text: str) -> str | None:
    """Return a wish of data/offers/wishes.yml, such as ``save``, or ``None``."""
    found = next(iter(_wishes().labels(text)), None)
    if found not in {None, "save", "saved"}:
        return found
    kept = set(_kept().labels(text))
    if "not" in kept:
        return None if found == "saved" else found
    # "Ai gardé" and "garde" are one word once folded: who speaks of having kept means the list.
    return "saved" if {"what", "how"} <= kept else found


def position(text: str, shown: int) -> int | None:
    """Return which of the shown offers is meant, from 0, or ``None``.

    Args:
        text: Such as "la deuxième", "tanya", "2".
        shown: How many were shown.
    """
    for found in _positions().labels(text):
        number = shown if found == "last" else int(found)
        if 1 <= number <= shown:
            return number - 1
    return None


def goes_on(text: str) -> bool:
    """Whether a message changes the search before rather than begins another."""
    words = words_of(text)
    hits = [*_going(True).find(words), *_going(False).find(words)]
    if not hits:
        return True
    going = _going(True).find(words)
    beginning = _going(False).find(words)
    if going and beginning:
        return going[0].first <= beginning[0].first
    return bool(going) or not beginning


@lru_cache(maxsize=1)
def _wishes() -> Phrases[str]:
    return _phrases("wishes")


@lru_cache(maxsize=1)
def _kept() -> Phrases[str]:
    return _phrases("kept")


@lru_cache(maxsize=1)
def _positions() -> Phrases[str]:
    return _phrases("positions")


def _phrases(key: str) -> Phrases[str]:
    return Phrases(
        (
            (str(phrase), str(name))
            for name, listed in read("wishes")[key].items()
            for phrase in listed
        ),
        stemmed=False,
    )


@lru_cache(maxsize=2)
def _going(on: bool) -> Phrases[bool]:
    listed = read("wishes")["goes_on" if on else "begins"]
    return Phrases(((str(phrase), on) for phrase in listed), stemmed=False)
