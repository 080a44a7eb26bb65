"""What the knowledge is made of: texts in four varieties and dated, sourced items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from bot.understanding.language import VARIETIES

T = TypeVar("T")


@dataclass(frozen=True)
class PerVariety(Generic[T]):
    """The same thing in each of the four varieties.

    Index with the tag: ``name["ary-Latn"]``. An unknown tag is a ``KeyError``.
    """

    fr: T
    ar: T
    ary_arab: T
    ary_latn: T

    def __getitem__(self, variety: str) -> T:
        return self.as_dict()[variety]

    def __iter__(self) -> Iterator[T]:
        return iter((self.fr, self.ar, self.ary_arab, self.ary_latn))

    def as_dict(self) -> dict[str, T]:
        """Return the four values by tag, in the order of :data:`VARIETIES`."""
        return dict(zip(VARIETIES, self, strict=True))


Text = PerVariety[str]
Names = PerVariety[tuple[str, ...]]


@dataclass(frozen=True)
class Sourced:
    """An item with its source and the day it was last checked.

    Attributes:
        id: Canonical id; the contract's where the contract has one.
        name: Short label, at most 20 graphemes where it may become a button.
        source: Where the claims come from; None when it is general knowledge.
        checked: Day of the last check.
        shelf_life_days: Days after which the item counts as stale.
        verified: False when the sentence has to say that this is to be checked.
    """

    id: str
    name: Text
    source: str | None
    checked: date
    shelf_life_days: int
    verified: bool

    def stale(self, on: date) -> bool:
        """Return whether the last check is older than the shelf life on the given day."""
        return on > self.checked + timedelta(days=self.shelf_life_days)


@dataclass(frozen=True)
class Program(Sourced):
    """A school, programme or diploma.

    Attributes:
        what: One sentence.
        length_years: Normal length in years; None when it varies or is not verified.
        length: The same in words, ready for a sentence.
        entry_level: Level id one needs.
        entry: The way in, in words.
        bac_tracks: Track ids it usually takes; None when all, or when no bac is needed.
        platform: Where one applies; None when not verified or different by school.
        leads_to: What comes after, in words.
    """

    what: Text
    length_years: int | None
    length: Text
    entry_level: str
    entry: Text
    bac_tracks: tuple[str, ...] | None
    platform: str | None
    leads_to: Text

    def takes(self, track: str) -> bool:
        """Return whether a bac of this track is usually accepted."""
        return self.bac_tracks is None or track in self.bac_tracks


@dataclass(frozen=True)
class BacTrack(Sourced):
    """A baccalaureate track and the ids of the programmes it usually leads to, best known first."""

    programs: tuple[str, ...]


@dataclass(frozen=True)
class Sector(Sourced):
    """A field of work.

    Attributes:
        what: One sentence.
        employers: Who employs, in words.
        places: City ids that a source names for the sector; empty when none does.
        jobs: Three to five typical occupations per variety.
        trend: A sourced sentence on how the sector does, or None.
    """

    what: Text
    employers: Text
    places: tuple[str, ...]
    jobs: Names
    trend: Text | None


@dataclass(frozen=True)
class Occupation(Sourced):
    """An occupation.

    Attributes:
        aliases: Other ways people type it, in both scripts.
        what: One sentence.
        path: How to get there.
        where: Who employs; the sector's words unless the occupation has its own.
        programs: Ids of programmes that lead there.
        sector: Sector id.
    """

    aliases: tuple[str, ...]
    what: Text
    path: Text
    where: Text
    programs: tuple[str, ...]
    sector: str


@dataclass(frozen=True)
class Labels:
    """Small texts for what a sentence cannot fill.

    Attributes:
        unverified: Says that the item is to be checked.
        places_unknown: Stands for the cities of a sector without any.
        length: Years in words; key None when the length is not known.
    """

    unverified: Text
    places_unknown: Text
    length: Mapping[int | None, Text]
