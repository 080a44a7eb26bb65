"""What a student reads for a canonical value."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from bot.understanding.gazetteers.names import load


def label(entity: str, value: str, variety: str) -> str:
    """Return the name of a canonical value in a variety.

    Args:
        entity: Entity type of the contract, such as ``city``.
        value: Canonical value, such as ``tanger``.
        variety: One of the four BCP 47 tags.

    Returns:
        The label; the value itself where the entity has no closed list (occupation).
    """
    names = _labels().get(entity, {}).get(value)
    return names[variety] if names else value


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return {gazetteer.entity: gazetteer.labels for gazetteer in load()}
