"""From nested records to rows with paths such as ``company.name``."""

from __future__ import annotations

import re
from typing import Any

MAX_DEPTH = 12
_HALVES = re.compile("[\ud800-\udfff]")
Row = dict[str, Any]


def flatten(record: Any) -> Row:
    """Return one value a path; what repeats under a path becomes a list."""
    row: Row = {}
    _walk(record, "", row, 0)
    return row


def at(content: Any, path: str) -> Any:
    """Return what stands under a path such as ``data.items``, or ``None``."""
    for key in path.split("."):
        content = content.get(key) if isinstance(content, dict) else None
    return content


def lists(content: Any) -> list[tuple[str, list[Any]]]:
    """Return path and content of every list of mappings, the longest first.

    Records in no list are a list of one: an answer about a single offer.
    """
    found: list[tuple[str, list[Any]]] = []
    waiting: list[tuple[str, Any, int]] = [("", content, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if isinstance(value, list):
            mappings = [each for each in value if isinstance(each, dict)]
            if mappings:
                found.append((path, mappings))
        elif isinstance(value, dict) and depth < MAX_DEPTH:
            waiting += [
                (f"{path}.{key}".strip("."), each, depth + 1) for key, each in value.items()
            ]
    if not found and isinstance(content, dict):
        return [("", [content])]
    return sorted(found, key=lambda each: -len(each[1]))


def _walk(value: Any, path: str, row: Row, depth: int) -> None:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        for key, each in value.items():
            _walk(each, f"{path}.{_whole(str(key))}".strip("."), row, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _walk(each, path, row, depth + 1)
    elif value is not None and path:
        text = str(value).lower() if isinstance(value, bool) else _whole(str(value))
        if path in row:
            old = row[path]
            row[path] = [*old, text] if isinstance(old, list) else [old, text]
        else:
            row[path] = text


def _whole(text: str) -> str:
    """Return a text without halves of characters, which JSON can hold and no database takes."""
    return text if text.isascii() else _HALVES.sub("", text)
