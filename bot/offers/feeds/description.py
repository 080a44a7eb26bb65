"""A feed described by data: where it is, its format, and which column means what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.settings import DATA, VAR

DIRECTORY = DATA / "feeds"
SAVED = VAR / "feeds"  # descriptions that an operator saved after --explain

FORMATS = ("csv", "xlsx", "json", "jsonl", "xml", "html", "jsonld", "sitemap")

FIELDS = (
    "title", "organization", "location", "city", "region", "country", "remote", "contract",
    "internship_type", "work_time", "sector", "level", "experience", "salary", "salary_min",
    "salary_max", "salary_period", "languages", "skills", "positions", "description",
    "posted_at", "expires_at", "url", "id",
)  # fmt: skip
"""What a column can mean."""


@dataclass(frozen=True)
class Feed:
    """How to read one source.

    Attributes:
        name: Becomes ``source`` of its offers.
        format: One of :data:`FORMATS`.
        columns: Field to the columns it is made from; paths such as ``company.name`` in formats
            that nest. Descriptions and places are joined, of others the first that is filled wins.
        where: Address or path to import when none is given.
        fixed: Fields with the same value in every offer.
        empty: What stands where nothing is known, such as "Non spécifié".
        encoding: Text encoding; found out unless given.
        delimiter: Of columns; found out unless given.
        sheet: Name of the sheet of a workbook; the first unless given.
        items: Path or tag of what repeats in JSON or XML; found out unless given.
        day_first: Whether 03/04 is in April.
        complete: Whether an offer that is missing has been taken back by the source.
        archive: Whether offers count that were past their last day when they were imported.
        max_lost: Share of rows that may be rejected before the import counts as failed.
        organization_from_url: Regular expression with a group ``organization``.
        not_organization: Regular expressions of what is no employer in that column.
    """

    name: str
    format: str
    columns: Mapping[str, tuple[str, ...]]
    where: str | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    items: str | None = None
    day_first: bool = True
    complete: bool = True
    archive: bool = False
    max_lost: float = 0.2
    organization_from_url: str | None = None
    not_organization: tuple[str, ...] = ()


def load(name_or_path: str) -> Feed:
    """Return a feed by its name under data/feeds (or saved by an operator) or by a path.

    Raises:
        DataError: There is no such description, or it is wrong.
    """
    for path in (
        DIRECTORY / f"{name_or_path}.yml",
        SAVED / f"{name_or_path}.yml",
        Path(name_or_path),
    ):
        if path.is_file():
            return _read(path)
    known = ", ".join(sorted(path.stem for path in DIRECTORY.glob("*.yml")))
    raise DataError(name_or_path, "", f"no such feed (known: {known}) and no such file")


def save(feed: Feed, path: Path) -> None:
    """Write a description that :func:`load` reads."""
    content: dict[str, Any] = {
        "name": feed.name,
        "format": feed.format,
        "columns": {
            key: list(value) if len(value) > 1 else value[0] for key, value in feed.columns.items()
        },
    }
    for key in ("delimiter", "encoding", "sheet", "items"):
        if getattr(feed, key) is not None:
            content[key] = getattr(feed, key)
    if not feed.day_first:
        content["day_first"] = False
    if not feed.complete:
        content["complete"] = False
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text("# How this source writes its offers.\n" + text, encoding="utf-8")


def _read(path: Path) -> Feed:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(path, "", "is not YAML") from error
    if not isinstance(content, dict):
        raise DataError(path, "", "must hold a mapping")
    unknown = set(content) - set(Feed.__dataclass_fields__)
    if unknown:
        raise DataError(path, sorted(unknown)[0], "is not a setting of a feed")
    if content.get("format") not in FORMATS:
        raise DataError(path, "format", f"must be one of {', '.join(FORMATS)}")
    columns = content.get("columns") or {}
    for key in [*columns, *(content.get("fixed") or {})]:
        if key not in FIELDS:
            raise DataError(path, f"columns.{key}", "is not a field of an offer")
    if "title" not in columns:
        raise DataError(path, "columns.title", "is missing")
    content["name"] = str(content.get("name") or path.stem)
    content["columns"] = {key: _tuple(value) for key, value in columns.items()}
    content["fixed"] = {key: str(value) for key, value in (content.get("fixed") or {}).items()}
    for key in ("empty", "not_organization"):
        content[key] = _tuple(content.get(key) or ())
    return Feed(**content)


def _tuple(value: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list | tuple) else (str(value),)
