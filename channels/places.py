"""Which city a point on the map is in or near."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

import yaml

from bot.settings import DATA
from bot.understanding.language import VARIETIES

COORDINATES = DATA / "channels" / "cities.yml"

EARTH_KM = 6371.0
NEAR_KM = 60.0
"""Farther from every city of the list, a student is asked which one is theirs."""


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[float, float]]:
    content = yaml.safe_load(COORDINATES.read_text(encoding="utf-8"))
    return {city: (float(north), float(east)) for city, (north, east) in content["cities"].items()}


def nearest_city(latitude: float, longitude: float) -> str | None:
    """Return the canonical id of the nearest city, or ``None`` when none is near.

    Args:
        latitude: Degrees north, -90 to 90.
        longitude: Degrees east, -180 to 180.
    """
    distances = {
        city: _kilometres(latitude, longitude, *point) for city, point in _cities().items()
    }
    city = min(distances, key=lambda each: distances[each])
    return city if distances[city] <= NEAR_KM else None


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    content = yaml.safe_load((DATA / "gazetteers" / "city.yml").read_text(encoding="utf-8"))
    return dict(content["entries"])


def city_name(city: str, variety: str | None) -> str:
    """Return the name of a city in a variety (French for a student we know nothing of)."""
    names = _names()[city]
    return names[variety] if variety in VARIETIES else names[VARIETIES[0]]


def _kilometres(north: float, east: float, other_north: float, other_east: float) -> float:
    """Return the distance over ground of two points (haversine)."""
    a = (
        sin(radians(other_north - north) / 2) ** 2
        + cos(radians(north)) * cos(radians(other_north)) * sin(radians(other_east - east) / 2) ** 2
    )
    return 2 * EARTH_KM * asin(sqrt(a))
