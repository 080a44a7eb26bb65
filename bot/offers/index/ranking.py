"""In which order offers are shown: by words, freshness and employer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.offers.index.candidates import COUNTED, Candidate
from bot.offers.index.query import Group

_COVERED = 0.5  # share of the words' weight that a result has
_FRESH_DAYS = 30.0
_NEAR = 0.75  # share of the best score at which another employer goes first
_WINDOW = 2  # results before one that its employer may not be among
_LOOKED_AHEAD = 30
Scored = list[tuple[Candidate, float]]


def ranked(
    candidates: Sequence[Candidate],
    wanted: Sequence[Group],
    sizes: Mapping[int, int],
    now: datetime,
) -> Scored:
    """Return the candidates that have enough of the words, best first, with their scores."""
    scored = []
    weights = {group: _rarity(group, sizes) for group in wanted}
    # A word that no offer has cannot be asked of any while there are others to go by.
    needed = sum(
        weight
        for group, weight in weights.items()
        if group.must and any(sizes[term] for term in (*group.terms, *group.extra))
    )
    for candidate in candidates:
        covered = score = 0.0
        for group, weight in weights.items():
            best = max((candidate.terms.get(term, 0) for term in group.terms), default=0)
            found = [candidate.terms.get(term, 0) for term in group.extra]
            literal = max(found, default=0)
            best = max(best, literal)
            if best and group.must:
                covered += weight
            # All words of a trade's name say more than one of them.
            named = sum(found) / len(found) if found else 0.0
            score += weight * (best + 0.6 * named) * (1.0 if group.must else 0.5)
        if needed and covered < _COVERED * needed:
            continue
        days = max(0, now.date().toordinal() + candidate.age)
        fresh = math.exp(-days / _FRESH_DAYS)
        known = 0.2 if candidate.known_level else 0.0
        scored.append((candidate, score + fresh + known + 4 * covered))
    scored.sort(key=lambda each: (-round(each[1], 6), each[0].age, each[0].id))
    return _mixed(scored)


def _mixed(scored: Scored) -> Scored:
    """Let other employers in between, where they fit nearly as well."""
    mixed: Scored = []
    rest = list(scored)
    while rest:
        recent = {each.employer for each, _ in mixed[-_WINDOW:] if each.employer}
        floor = rest[0][1] * _NEAR
        chosen = 0
        for position, (candidate, score) in enumerate(rest[:_LOOKED_AHEAD]):
            if score < floor:
                break
            if candidate.employer is None or candidate.employer not in recent:
                chosen = position
                break
        mixed.append(rest.pop(chosen))
    return mixed


def _rarity(group: Group, sizes: Mapping[int, int]) -> float:
    common = max((sizes[term] for term in group.terms), default=0)
    if group.general:
        return 1.0
    return 1.0 + math.log(COUNTED / (common + 1)) / 2 if common < COUNTED else 1.0
