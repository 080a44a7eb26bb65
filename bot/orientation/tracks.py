"""Baccalaureate tracks, from ``bac_tracks.yml``."""

from __future__ import annotations

from pathlib import Path

from bot.orientation.items import BacTrack
from bot.orientation.reader import read
from bot.orientation.sourced import items_of, sourced

FILE = "bac_tracks.yml"


def load_tracks(directory: Path) -> dict[str, BacTrack]:
    """Read the bac tracks.

    Raises:
        DataError: The file or one of its keys is wrong.
    """
    return {
        id_: BacTrack(**sourced(id_, entry), programs=entry.strings("programs"))
        for id_, entry in items_of(read(directory / FILE), "bac_tracks").items()
    }
