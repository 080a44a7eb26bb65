"""The Career Centers: data/appointments/centres.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.language import VARIETIES

FILE = DATA / "appointments" / "centres.yml"
KINDS = ("university", "vocational")
LABEL_LENGTH = 20  # characters that a button shows on every channel


@dataclass(frozen=True)
class Center:
    """One centre; what is unknown is ``None`` and must be said so.

    Attributes:
        id: Canonical id, the value of the entity ``center``.
        city: Canonical id of its city.
        kind: ``university`` or ``vocational``.
        name: Full name per variety.
        label: Name for a button per variety.
        address: Where it is, per variety, or ``None``.
        phone: Telephone as it is dialled, or ``None``.
        also: Words that tell it from the other centres of its city.
        source: Where it was read that the centre exists.
        checked: The day the file was last compared with its sources.
        verified: Whether the centre itself has confirmed the entry.
    """

    id: str
    city: str
    kind: str
    name: Mapping[str, str]
    label: Mapping[str, str]
    address: Mapping[str, str] | None
    phone: str | None
    also: tuple[str, ...]
    source: str
    checked: date
    verified: bool


def read(path: Path = FILE) -> dict[str, Center]:
    """Read the centres by id.

    Raises:
        DataError: A field or a variety is missing, or a label is too long for a button.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    entries = content.get("centers") or {}
    if not entries:
        raise DataError(path, "centers", "is missing or empty")
    return {
        id_: _center(path, id_, {**{k: content.get(k) for k in ("checked", "verified")}, **entry})
        for id_, entry in entries.items()
    }


@lru_cache(maxsize=1)
def centers() -> dict[str, Center]:
    """Return the project's own centres, read once."""
    return read()


def centers_of(city: str) -> list[Center]:
    """Return the centres of a city, in the order of the file."""
    return [center for center in centers().values() if center.city == city]


def _center(path: Path, id_: str, entry: dict[str, Any]) -> Center:
    for key in ("city", "kind", "name", "label", "source", "checked", "verified"):
        if entry.get(key) is None:
            raise DataError(path, f"{id_}.{key}", "is missing")
    if entry["kind"] not in KINDS:
        raise DataError(path, f"{id_}.kind", f"must be one of {', '.join(KINDS)}")
    for key in ("address", "phone"):
        if key not in entry:
            raise DataError(path, f"{id_}.{key}", "is missing; write null when it is unknown")
    label = _text(path, f"{id_}.label", entry["label"])
    for variety, text in label.items():
        if len(text) > LABEL_LENGTH:
            raise DataError(
                path, f"{id_}.label.{variety}", f"is longer than {LABEL_LENGTH} characters"
            )
    address = entry["address"]
    return Center(
        id=id_,
        city=entry["city"],
        kind=entry["kind"],
        name=_text(path, f"{id_}.name", entry["name"]),
        label=label,
        address=None if address is None else _text(path, f"{id_}.address", address),
        phone=entry["phone"],
        also=tuple(entry.get("also") or ()),
        source=entry["source"],
        checked=entry["checked"],
        verified=bool(entry["verified"]),
    )


def _text(path: Path, where: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise DataError(path, where, "a text per variety is expected")
    for variety in VARIETIES:
        if not isinstance(value.get(variety), str) or not value[variety].strip():
            raise DataError(path, f"{where}.{variety}", "the variety is missing")
    return {variety: value[variety] for variety in VARIETIES}
