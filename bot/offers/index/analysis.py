"""Which terms an offer is found by, with weights."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from bot.offers import vocabulary
from bot.offers.index.filters import LISTS
from bot.offers.offer import Offer
from bot.offers.phrases import stem, words_of

EVERY = "*"
"""The term that every offer has."""

VERSION = "3"
"""Changes with what this module does: offers are then stored again at their next import."""

MAX_TERMS = 72
_WEIGHT_BITS = 3
MAX_WEIGHT = _MASK = (1 << _WEIGHT_BITS) - 1
_TITLE, _TRADE, _SKILL, _EMPLOYER, _TEXT = 6, 7, 3, 3, 1
_INDEXED_TEXT = 1200  # characters of the description; what comes later is mostly about the employer


@lru_cache(maxsize=50_000)
def code(term: str) -> int:
    """Return the number of a term; its lowest three bits are free for a weight."""
    digest = hashlib.blake2b(term.encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 1) & ~_MASK


def of_offer(offer: Offer) -> dict[int, int]:
    """Return the terms of an offer: number to weight, 1 to 7."""
    weights: dict[int, int] = dict.fromkeys(
        (
            code(EVERY),
            *_alone(offer.internship_type, offer.region),
            *_together(offer.city, offer.contract, offer.sector),
        ),
        1,
    )
    _add(weights, words_of(offer.title), _TITLE, _TRADE)
    _add(weights, words_of(" . ".join(offer.skills)), _SKILL, _SKILL)
    _add(weights, words_of(offer.organization or ""), _EMPLOYER, 0)
    _add(weights, words_of((offer.description or "")[:_INDEXED_TEXT]), _TEXT, _TEXT)
    return weights


def condition_term(values: Mapping[str, str]) -> int:
    """Return the number of the term of conditions that hold together.

    City, contract and sector have a term for each and for each combination, so that a search for
    internships in Casablanca reads one list of just these.
    """
    return code("&".join(f"{kind}={values[kind]}" for kind in sorted(values)))


def packed(weights: dict[int, int]) -> bytes:
    """Return terms and weights in eight bytes each."""
    return array("q", (term | weight for term, weight in weights.items())).tobytes()


def unpacked(terms: bytes) -> dict[int, int]:
    """Return what :func:`packed` was given."""
    values = array("q")
    values.frombytes(terms)
    return {value & ~_MASK: value & _MASK for value in values}


def trade_term(trade: str) -> str:
    """Return the term of a trade; no word begins with a tilde."""
    return f"~{trade}"


def _add(weights: dict[int, int], words: Sequence[str], word: int, trade: int) -> None:
    if trade:
        for hit in vocabulary.trades().find(words):
            number = code(trade_term(hit.label))
            weights[number] = max(weights.get(number, 0), trade)
    for term in map(_of_word, words):
        if term is None:
            continue
        if term in weights:
            weights[term] = max(weights[term], word)
        elif len(weights) < MAX_TERMS:
            weights[term] = word


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> int | None:
    if len(word) < 2 or word.isdecimal() or word in vocabulary.words("french", "english", "arabic"):
        return None
    return code(stem(word))


@lru_cache(maxsize=10_000)
def _together(*values: str | None) -> tuple[int, ...]:
    """The terms of city, contract and sector: each, and all combinations."""
    known = {kind: value for kind, value in zip(LISTS, values, strict=True) if value}
    return tuple(
        condition_term({kind: known[kind] for kind in kinds})
        for size in range(1, len(known) + 1)
        for kinds in combinations(known, size)
    )


@lru_cache(maxsize=1000)
def _alone(internship_type: str | None, region: str | None) -> tuple[int, ...]:
    given = {"internship_type": internship_type, "region": region}
    return tuple(condition_term({kind: value}) for kind, value in given.items() if value)
