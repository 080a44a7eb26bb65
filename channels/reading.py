"""Reading JSON that others wrote: every field may be missing or of another type."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from channels.inbound import Event

logger = logging.getLogger(__name__)


def mapping(value: Any, *path: str) -> Mapping[str, Any]:
    """Return the object at a path; an empty one where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def objects(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of an array; an empty list for anything else."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """Return a text or a number as text; an empty one for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)


def fingerprint(*parts: Any) -> str:
    """Return a short digest of an event that has no id of its own."""
    serial = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(serial.encode()).hexdigest()[:40]


def guarded(
    read: Callable[[Mapping[str, Any]], Iterator[Event]], source: Mapping[str, Any], channel: str
) -> list[Event]:
    """Read one event; one that cannot be read is left out, so that the others are not lost.

    A platform repeats what is refused, for days; what we cannot read today we cannot tomorrow.
    """
    try:
        return list(read(source))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        logger.warning("%s: event left out: %s", channel, type(error).__name__)
        return []
