"""What job boards write and what it means: data/offers/*.yml, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml

from bot.errors import DataError
from bot.offers.phrases import Phrases, fold, words_of
from bot.settings import DATA

DIRECTORY = DATA / "offers"

LEVELS = ("none", "college", "niveau-bac", "bac", "bac+2", "bac+3", "bac+5", "doctorate")
"""Levels of the contract, lowest first; the place in this list is the rank."""


@lru_cache(maxsize=16)
def read(name: str) -> Mapping[str, Any]:
    """Return one file of the vocabulary.

    Raises:
        DataError: The file is missing or holds no mapping.
    """
    path = DIRECTORY / f"{name}.yml"
    if not path.exists():
        raise DataError(path, "", "is missing")
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise DataError(path, "", "must hold a mapping")
    return content


@lru_cache(maxsize=32)
def terms(field: str, *, weak: bool) -> Phrases[str]:
    """Return what is written for a field such as ``contract``.

    Args:
        field: Key of terms.yml.
        weak: Whether words count that are clear only in a column of their own.
    """
    return Phrases(_terms(field, weak))


def _terms(field: str, weak: bool) -> Iterator[tuple[str, str]]:
    for value, entry in read("terms")[field].items():
        spellings = entry if isinstance(entry, list) else list(entry["words"])
        if weak and isinstance(entry, dict):
            spellings = [*spellings, *entry.get("weak", ()), value]
        for spelling in spellings:
            yield str(spelling), str(value)


@lru_cache(maxsize=1)
def trades() -> Phrases[str]:
    """Return the phrases of all trades, labelled with the trade."""
    return Phrases(
        (str(word), trade)
        for trade, entry in read("trades")["trades"].items()
        for word in entry["words"]
    )


@lru_cache(maxsize=1)
def sector_of_trade() -> dict[str, str | None]:
    """Return the sector of each trade; ``None`` for trades of every sector."""
    return {name: entry["sector"] for name, entry in read("trades")["trades"].items()}


@lru_cache(maxsize=1)
def titles_only() -> frozenset[str]:
    """Return trades whose words say nothing of the sector in running text ("gestion de")."""
    trades = read("trades")["trades"]
    return frozenset(name for name, entry in trades.items() if entry.get("title_only"))


@lru_cache(maxsize=1)
def head_of_trade() -> dict[str, str]:
    """Return the first name of each trade, the one that most ads use."""
    return {name: str(entry["words"][0]) for name, entry in read("trades")["trades"].items()}


@lru_cache(maxsize=8)
def words(*names: str) -> frozenset[str]:
    """Return folded words of words.yml under some keys, without those that are phrases."""
    listed: list[str] = []
    for name in names:
        for entry in read("words")[name]:
            listed += [str(word) for word in entry] if isinstance(entry, list) else [str(entry)]
    return frozenset(fold(word) for word in listed if len(words_of(word)) == 1)


@lru_cache(maxsize=1)
def anonymous() -> frozenset[str]:
    """Return folded names that hide an employer."""
    return frozenset(" ".join(words_of(name)) for name in read("terms")["anonymous"])


@lru_cache(maxsize=1)
def hides() -> frozenset[str]:
    """Return the folded words with which what hides an employer begins."""
    return frozenset(fold(str(word)) for word in read("terms")["hides"])


@lru_cache(maxsize=1)
def beginners() -> Phrases[str]:
    """Return the phrases that mean that no experience is asked for."""
    return Phrases((str(phrase), "none") for phrase in read("terms")["experience"]["none"])
