"""Fields of work, from ``sectors.yml``."""

from __future__ import annotations

from pathlib import Path

from bot.orientation.items import Sector
from bot.orientation.reader import Entry, read
from bot.orientation.sourced import items_of, sourced

FILE = "sectors.yml"


def load_sectors(directory: Path) -> dict[str, Sector]:
    """Read the sectors.

    Raises:
        DataError: The file or one of its keys is wrong.
    """
    items = items_of(read(directory / FILE), "sectors")
    return {id_: _sector(id_, entry) for id_, entry in items.items()}


def _sector(id_: str, entry: Entry) -> Sector:
    jobs = entry.names("jobs")
    if not all(3 <= len(names) <= 5 for names in jobs):
        raise entry.wrong("jobs", "three to five names are expected in each variety")
    sector = Sector(
        **sourced(id_, entry),
        what=entry.text("what"),
        employers=entry.text("employers"),
        places=entry.strings("places"),
        jobs=jobs,
        trend=entry.optional_text("trend"),
    )
    if sector.source is None and (sector.places or sector.trend is not None):
        raise entry.wrong("source", "places and a trend need a source")
    return sector
