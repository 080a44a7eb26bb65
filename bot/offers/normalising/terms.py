"""Contract, level, experience, sector and the like from a field, a title or running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from bot.offers import vocabulary
from bot.offers.phrases import words_of

_PAIR = re.compile(r"\d+")


def first(field: str, *texts: tuple[str, bool]) -> str | None:
    """Return the first value that a text names.

    Args:
        field: Key of data/offers/terms.yml, such as ``contract``.
        texts: Text, and whether it is a column of its own, where weak words count too.
    """
    for text, own in texts:
        if text:
            found = vocabulary.terms(field, weak=own).labels(text)
            if found:
                return found[0]
    return None


def level(own: str, *texts: str) -> str | None:
    """Return the lowest level that is accepted.

    Args:
        own: The field of the level: "Bac +3, Bac +4", "Bac +5 et plus Minimum - BTS".
        texts: Title and description, for feeds without such a field.
    """
    found = vocabulary.terms("level", weak=True).labels(own) if own else []
    if found and set(words_of(own)) & _minimum():
        return found[0]
    for text in texts:
        found = found or vocabulary.terms("level", weak=False).labels(text)
    return min(found, key=vocabulary.LEVELS.index) if found else None


def experience(own: str, *texts: str) -> int | None:
    """Return the years that are asked for at least; 0 where beginners are welcome."""
    own_years = _years(own, bare=True) if own else None
    if own_years is not None:
        return own_years
    for text in texts:
        found = _years(text, bare=False)
        if found is not None:
            return found
    return None


def _years(text: str, *, bare: bool) -> int | None:
    words = words_of(text)
    if vocabulary.beginners().find(words):
        return 0
    units, months = _words_under("years"), _words_under("months")
    for position, word in enumerate(words):
        if not word.isdecimal() or int(word) > 40:
            continue
        behind = words[position + 1 : position + 4]
        in_months = bool(behind) and behind[0] in months
        if (in_months or units.intersection(behind)) and (
            bare or _about_experience(words, position)
        ):
            return int(word) // 12 if in_months else int(word)
    numbers = [int(word) for word in words if word.isdecimal() and int(word) <= 40]
    return numbers[0] if bare and numbers and len(words) <= 3 else None


def _about_experience(words: Sequence[str], position: int) -> bool:
    near = words[max(0, position - 6) : position + 8]
    return any(word.startswith(_experience_words()) for word in near)


def sector(own: str, title: str, description: str) -> str | None:
    """Return the sector of the trade that title, field and text speak of most.

    The title says what one will do; the field of a board is often the employer's branch.
    """
    of_trade = vocabulary.sector_of_trade()
    if own in of_trade.values():
        return own
    votes: dict[str, float] = defaultdict(float)
    words = words_of(title)
    for hit in vocabulary.trades().find(words):
        named = of_trade[hit.label]
        if named:
            votes[named] += 3.0 + 0.6 * (hit.last - hit.first) - 0.1 * hit.first
    for trade in vocabulary.trades().labels(own) if own else ():
        named = of_trade[trade]
        if named:
            votes[named] += 2.5
    if not votes or max(votes.values()) < 3:
        for trade in vocabulary.trades().labels(description)[:12]:
            named = of_trade[trade]
            if named and trade not in vocabulary.titles_only():
                votes[named] += 0.5
    return max(sorted(votes), key=lambda each: votes[each]) if votes else None


def languages(own: str, text: str) -> tuple[str, ...]:
    """Return the languages asked for."""
    spoken = vocabulary.terms("languages", weak=False)
    return tuple(spoken.labels(own) or spoken.labels(text))


def positions(own: str) -> int | None:
    """Return how many people are looked for."""
    match = _PAIR.search(own)
    number = int(match.group()) if match else 0
    return number if 0 < number < 100_000 else None


@lru_cache(maxsize=1)
def _experience_words() -> tuple[str, ...]:
    return tuple(vocabulary.read("terms")["about_experience"])


@lru_cache(maxsize=1)
def _minimum() -> frozenset[str]:
    return frozenset(word for word in vocabulary.read("terms")["minimum"] if " " not in word)


@lru_cache(maxsize=2)
def _words_under(key: str) -> frozenset[str]:
    return frozenset(" ".join(words_of(word)) for word in vocabulary.read("terms")[key])
