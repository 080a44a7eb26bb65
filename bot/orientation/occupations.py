"""Occupations, from ``occupations.yml``, and finding one by what a student typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rapidfuzz import fuzz

from bot.errors import DataError
from bot.orientation.fold import fold
from bot.orientation.items import Occupation, Sector
from bot.orientation.reader import Entry, read
from bot.orientation.sourced import items_of, sourced

FILE = "occupations.yml"

# Below five letters one slip already makes another word, so only longer forms are compared
# loosely. The threshold lets one slip pass in a word of seven letters, two in one of fourteen.
SHORTEST_LOOSE = 5
LOOSE = 85.0
# A second occupation that is nearly as close means that the text does not tell them apart.
MARGIN = 4.0
# An occupation is named in a few words; the rest of a long message is not compared.
MOST_CHARACTERS = 120


def load_occupations(directory: Path, sectors: Mapping[str, Sector]) -> dict[str, Occupation]:
    """Read the occupations.

    Raises:
        DataError: The file or one of its keys is wrong, or two occupations share a name.
    """
    path = directory / FILE
    items = items_of(read(path), "occupations")
    occupations = {id_: _occupation(id_, entry, sectors) for id_, entry in items.items()}
    owners: dict[str, str] = {}
    for occupation in occupations.values():
        for form in forms(occupation):
            owner = owners.setdefault(form, occupation.id)
            if owner != occupation.id:
                where = f"occupations.{occupation.id}"
                raise DataError(path, where, f"'{form}' is also a name of {owner}")
    return occupations


def forms(occupation: Occupation) -> frozenset[str]:
    """Return the folded names and aliases of an occupation."""
    return frozenset(
        folded for name in (*occupation.name, *occupation.aliases) if (folded := fold(name))
    )


class OccupationIndex:
    """Finds an occupation by free text: exact, then named inside the text, then nearly so."""

    def __init__(self, occupations: Iterable[Occupation]) -> None:
        self._by_form = {form: item for item in occupations for form in forms(item)}
        self._most_words = max((form.count(" ") + 1 for form in self._by_form), default=0)

    def find(self, text: str) -> Occupation | None:
        """Return the occupation that a text names, or None when none or more than one fits.

        Args:
            text: As typed, a name alone or a short phrase around it; only its first 120
                characters are read.
        """
        words = fold(text[:MOST_CHARACTERS]).split()
        if not words:
            return None
        # Longest phrases first: "agent de securite" is more than "securite".
        for size in range(min(len(words), self._most_words), 0, -1):
            found = {
                item.id: item
                for start in range(len(words) - size + 1)
                if (item := self._by_form.get(" ".join(words[start : start + size])))
            }
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return self._nearest(words)

    def _nearest(self, words: list[str]) -> Occupation | None:
        scores: dict[str, float] = {}
        for form, item in self._by_form.items():
            size = form.count(" ") + 1
            score = max(
                (
                    self._likeness(" ".join(words[start : start + size]), form)
                    for start in range(len(words) - size + 1)
                ),
                default=0.0,
            )
            scores[item.id] = max(score, scores.get(item.id, 0.0))
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        if not ranked or ranked[0][1] < LOOSE:
            return None
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
            return None
        best = ranked[0][0]
        return next(item for item in self._by_form.values() if item.id == best)

    @staticmethod
    def _likeness(typed: str, form: str) -> float:
        if min(len(typed), len(form)) < SHORTEST_LOOSE:
            return 0.0
        return fuzz.ratio(typed, form, score_cutoff=LOOSE)


def _occupation(id_: str, entry: Entry, sectors: Mapping[str, Sector]) -> Occupation:
    sector = entry.string("sector")
    if sector not in sectors:
        raise entry.wrong("sector", f"there is no sector '{sector}'")
    return Occupation(
        **sourced(id_, entry),
        aliases=entry.strings("aliases"),
        what=entry.text("what"),
        path=entry.text("path"),
        where=entry.text("where") if entry.has("where") else sectors[sector].employers,
        programs=entry.strings("programs"),
        sector=sector,
    )
