"""Which of several names that share words is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.understanding.gazetteers.context import Candidate
from bot.understanding.gazetteers.names import SAYING

# Where two names are the same words, the first of these entities is meant.
_ORDER = (
    "city",
    "contract",
    "level",
    "bac_track",
    "internship_type",
    "work_time",
    "remote",
    "center",
    "program",
    "service",
    "occupation",
    "sector",
)
# A city with its quarter ("rabat agdal"), a track with its short name ("sciences ex svt"), a
# school with its section ("cpge mpsi"), work from home and from afar.
_NAMED_TWICE = ("city", "bac_track", "program", "remote")
_BESIDE = "center"  # its name has the name of its city or school in it


def chosen(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the names that are meant, in order, no two over the same words.

    The words of a saying hold no name.
    """
    kept: list[Candidate] = []
    taken: set[int] = set()
    for each in sorted(candidates, key=lambda one: (one.first - one.last, _rank(one), one.first)):
        if each.entity == _BESIDE:
            kept.append(each)
            continue
        places = set(range(each.first, each.last))
        if places & taken:
            continue
        taken |= places
        if each.entity != SAYING:
            kept.append(each)
    kept = _joined(sorted(kept, key=lambda one: one.first))
    return sorted(kept, key=lambda one: (one.start, one.entity))


def _joined(kept: list[Candidate]) -> list[Candidate]:
    """Make one name of two beside each other that say the same."""
    joined: list[Candidate] = []
    for each in kept:
        last = joined[-1] if joined else None
        if (
            last is not None
            and each.entity in _NAMED_TWICE
            and (last.entity, last.value, last.last) == (each.entity, each.value, each.first)
        ):
            joined[-1] = replace(last, last=each.last, end=each.end)
        else:
            joined.append(each)
    return joined


def _rank(candidate: Candidate) -> int:
    return _ORDER.index(candidate.entity) if candidate.entity in _ORDER else len(_ORDER)
