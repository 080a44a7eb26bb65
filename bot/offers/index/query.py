"""The words of a search as groups of terms."""

from __future__ import annotations

from dataclasses import dataclass

from bot.offers import vocabulary
from bot.offers.index.analysis import code, trade_term
from bot.offers.phrases import stem, without_article, words_of

MAX_GROUPS = 8


@dataclass(frozen=True)
class Group:
    """Terms of one meaning; an offer fits it that has any.

    Attributes:
        terms: Numbers of terms, see :func:`bot.offers.index.analysis.code`.
        extra: Terms that rank an offer of the group higher: the word itself inside its trade.
        must: Whether the group counts for what has to be found, or only ranks.
        general: Whether it names a rank that every sector has ("technicien"), so weighs less.
    """

    terms: tuple[int, ...]
    extra: tuple[int, ...] = ()
    must: bool = True
    general: bool = False


def groups(words: str, about: str = "") -> list[Group]:
    """Return the groups of the words that have to be found and of those that only rank."""
    found = _groups(words, must=True)
    taken = {term for group in found for term in group.terms}
    found += [group for group in _groups(about, must=False) if not taken & set(group.terms)]
    return found[:MAX_GROUPS]


def _groups(text: str, *, must: bool) -> list[Group]:
    words = words_of(text)
    skipped = vocabulary.words("french", "english", "arabic", "search")
    everyday = vocabulary.words("everyday")
    hits = vocabulary.trades().find(words)
    covered: set[int] = set()
    found: list[Group] = []
    for hit in hits:
        inside = words[hit.first : hit.last]
        if hit.last - hit.first == 1 and _empty(inside[0], skipped):
            continue
        covered |= set(range(hit.first, hit.last))
        # The name most ads use: a student who says it in Arabic means that one too.
        spelled = [*inside, *words_of(vocabulary.head_of_trade()[hit.label])]
        literal = tuple(dict.fromkeys(code(stem(word)) for word in spelled if word not in skipped))
        general = vocabulary.sector_of_trade()[hit.label] is None
        found.append(Group((code(trade_term(hit.label)),), literal, must, general))
    for position, word in enumerate(words):
        if position in covered or _empty(word, skipped):
            continue
        found.append(Group((code(stem(word)),), (), must and word not in everyday))
    unique: dict[tuple[int, ...], Group] = {}
    for group in found:
        unique.setdefault(group.terms, group)
    return list(unique.values())


def _empty(word: str, skipped: frozenset[str]) -> bool:
    if len(word) < 2 or word.isdecimal():
        return True
    return word in skipped or without_article(word) in skipped
