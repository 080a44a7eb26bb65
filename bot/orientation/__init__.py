"""Orientation: what there is to study and to become, looked up in data/knowledge.

Knows nothing of Rasa. :func:`knowledge` gives the project's knowledge, :func:`load` another one.
"""

from bot.orientation.items import (
    BacTrack,
    Labels,
    Names,
    Occupation,
    PerVariety,
    Program,
    Sector,
    Sourced,
    Text,
)
from bot.orientation.knowledge import DIRECTORY, Knowledge, knowledge, load
from bot.orientation.occupations import OccupationIndex
from bot.understanding.language import VARIETIES

__all__ = [
    "DIRECTORY",
    "VARIETIES",
    "BacTrack",
    "Knowledge",
    "Labels",
    "Names",
    "Occupation",
    "OccupationIndex",
    "PerVariety",
    "Program",
    "Sector",
    "Sourced",
    "Text",
    "knowledge",
    "load",
]
