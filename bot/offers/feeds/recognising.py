"""Which column of an unknown feed means what: by its name, checked and completed by its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from bot import clock
from bot.errors import DataError
from bot.offers import vocabulary
from bot.offers.feeds import documents, reading
from bot.offers.feeds.description import Feed
from bot.offers.normalising import place, salary, terms, when
from bot.offers.normalising.text import clean
from bot.offers.phrases import words_of

SAMPLE = 300
PAGES = 8  # of a sitemap: each is asked of its server
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_GENERAL = {
    "name",
    "title",
    "label",
    "value",
    "text",
    "nom",
    "libelle",
    "display name",
    "href",
    "url",
}
_DATES = re.compile(r"\b(\d{1,2})[./\-](\d{1,2})[./\-]\d{2,4}\b")
_SHORT = 70
_ADDRESSES = ("http://", "https://", "www.", "/")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|ico)(?:\?|$)", re.IGNORECASE)
_EXACT, _PART = 4.0, 2.0


@dataclass(frozen=True)
class Column:
    """A column with what speaks for its meaning.

    Attributes:
        name: Name or path.
        field: What it means, or ``None``.
        example: One of its values.
        filled: Share of the rows that have a value.
        why: ``name`` or ``content``.
    """

    name: str
    field: str | None
    example: str
    filled: float
    why: str


@dataclass(frozen=True)
class Understood:
    """A feed as it was understood."""

    feed: Feed
    columns: tuple[Column, ...]


def understand(path: Path, name: str) -> Understood:
    """Look at a file and say how it can be read.

    Args:
        path: The file.
        name: Name of the feed.

    Raises:
        DataError: It holds no rows, or nothing in them looks like a title.
    """
    found = reading.find_format(path)
    blank = Feed(name, found, {}, items=_items(path) if found == "json" else None)
    many = PAGES if found == "sitemap" else SAMPLE
    sample = [row for _, row in islice(reading.rows(path, blank), many) if isinstance(row, dict)]
    if not sample:
        raise DataError(path, "", "holds no offers")
    values = _values(sample)
    chosen = _assigned(values)
    if "title" not in chosen:
        raise DataError(path, "", f"no column looks like a title, among {', '.join(values)[:200]}")
    if "work_time" not in chosen and "contract" in chosen:
        # "CDI, temps partiel" and FULL_TIME stand in the column of the contract.
        chosen["work_time"] = chosen["contract"][:1]
    feed = replace(
        blank,
        columns={key: tuple(columns) for key, columns in chosen.items()},
        day_first=_day_first(values, [*chosen.get("posted_at", ()), *chosen.get("expires_at", ())]),
        # A list of the latest offers drops older ones that are still open.
        complete=found not in {"xml", "jsonld", "sitemap"},
    )
    meanings: dict[str, str] = {}
    for key, named in chosen.items():
        for column in named:
            meanings.setdefault(column, key)
    columns = tuple(
        Column(
            column,
            meanings.get(column),
            listed[0][:60] if listed else "",
            round(len(listed) / len(sample), 2),
            "name" if meanings.get(column) and _by_name(column, meanings[column]) else "content",
        )
        for column, listed in values.items()
    )
    return Understood(feed, columns)


def _items(path: Path) -> str | None:
    """The list of a JSON document that says most of what offers say: the longest may be cities."""

    def offers(listed: list[dict[str, Any]]) -> tuple[bool, int, int]:
        chosen = _assigned(_values(listed))
        return "title" in chosen, len(chosen), len(listed)

    found = [(offers(rows), items) for items, rows in documents.json_lists(path, SAMPLE)]
    return max(found)[1] or None if found else None


def _values(sample: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for row in sample:
        for column, value in row.items():
            listed = values.setdefault(column, [])
            joined = " ; ".join(map(str, value)) if isinstance(value, list) else value
            text = clean(joined)
            if text:
                listed.append(text)
    return values


def _assigned(values: dict[str, list[str]]) -> dict[str, list[str]]:
    order = list(vocabulary.read("columns"))
    scored = []
    for column, listed in values.items():
        for field in order:
            points = _points(column, field, listed)
            if points > 0:
                scored.append((-points, order.index(field), column, field))
    chosen: dict[str, list[str]] = {}
    taken: set[str] = set()
    for _, _, column, field in sorted(scored):
        if column in taken or (field in chosen and field not in {"description", "city", "region"}):
            continue
        if field == "description" and field in chosen and not _by_name(column, field):
            continue
        taken.add(column)
        chosen.setdefault(field, []).append(column)
    return chosen


def _points(column: str, field: str, listed: list[str]) -> float:
    named = _by_name(column, field)
    check = _CHECKS.get(field)
    if check is None:
        return named
    if field in _ONE_EACH and len(listed) > 2 and len(set(listed)) < 0.7 * len(listed):
        # The employer's site, a logo: merging offers by it would lose them.
        return 0
    if not named:
        check = _WITHOUT_NAME.get(field, check)
    share = _share(check, listed)
    if named:
        # A name can deceive ("type", "date"): what is in it has to bear it out.
        return named + 2 * share if not listed or share >= 0.1 else 0
    needed = 0.6 if field in _CLEAR_BY_CONTENT else 2.0
    return 1.5 * share if listed and share >= needed else 0


def _by_name(column: str, field: str) -> float:
    entry = vocabulary.read("columns")[field]
    best = 0.0
    for weight, spelled in _spellings(column):
        joined = spelled.replace(" ", "")
        for name in entry["names"]:
            folded = " ".join(words_of(str(name)))
            if folded and (spelled == folded or joined == folded.replace(" ", "")):
                best = max(best, _EXACT * weight)
        for part in entry["parts"]:
            if "".join(words_of(str(part))) in joined:
                best = max(best, _PART * weight)
    return best


def _spellings(column: str) -> Iterable[tuple[float, str]]:
    parts = [
        " ".join(words_of(_CAMEL.sub(" ", part).replace("_", " ").replace("-", " ")))
        for part in column.replace("@", "").split(".")
    ]
    parts = [part for part in parts if part]
    if not parts:
        return
    last = parts[-1]
    if len(parts) == 1:
        yield 1.0, last
        return
    if last in _GENERAL:
        # hiringOrganization.name is an organization, not a title.
        yield 1.0, parts[-2]
        yield 0.9, f"{parts[-2]} {last}"
        return
    yield 0.95, last
    yield 0.9, f"{parts[-2]} {last}"
    yield 0.4, parts[-2]


def _share(check: Callable[[str], bool], listed: list[str]) -> float:
    looked_at = listed[:80]
    return sum(map(check, looked_at)) / len(looked_at) if looked_at else 0.0


def _day_first(values: dict[str, list[str]], columns: list[str]) -> bool:
    pairs = [
        (int(match.group(1)), int(match.group(2)))
        for column in columns
        for text in values.get(column, ())
        if (match := _DATES.search(text))
    ]
    return not any(second > 12 for _, second in pairs) or any(first > 12 for first, _ in pairs)


def _is_date(text: str) -> bool:
    moment = when.parse(text, _moment())
    return moment is not None and not text.isalpha()


def _is_past(text: str) -> bool:
    moment = when.parse(text, _moment())
    return _is_date(text) and moment is not None and moment <= _moment() + timedelta(days=1)


def _is_ahead(text: str) -> bool:
    return _is_date(text) and not _is_past(text)


def _moment() -> datetime:
    return clock.now()


def _is_place(text: str) -> bool:
    found = place.of_fields([text])
    return len(text) < _SHORT and bool(found.city or found.region or found.country)


def _is_precise_place(text: str) -> bool:
    found = place.of_fields([text])
    return len(text) < _SHORT and bool(found.city or found.region)


def _names(field: str) -> Callable[[str], bool]:
    return lambda text: len(text) < _SHORT and bool(vocabulary.terms(field, weak=True).labels(text))


def _is_number(text: str) -> bool:
    return text.isdecimal() and 0 < int(text) < 1000


def _is_title(text: str) -> bool:
    return 3 <= len(text) <= 140 and bool(vocabulary.trades().labels(text))


_CHECKS: dict[str, Callable[[str], bool]] = {
    "id": lambda text: any(char.isdecimal() for char in text),
    "url": lambda text: text.startswith(_ADDRESSES) and not _PICTURE.search(text),
    "posted_at": _is_date,
    "expires_at": _is_date,
    "contract": lambda text: _names("contract")(text) or _names("work_time")(text),
    "internship_type": _names("internship_type"),
    "work_time": _names("work_time"),
    "remote": _names("remote"),
    "level": _names("level"),
    "experience": lambda text: len(text) < _SHORT and terms.experience(text) is not None,
    "salary": lambda text: salary.of_fields(text, "", "", "").least is not None,
    "salary_min": lambda text: salary.of_fields(text, "", "", "").least is not None,
    "salary_max": lambda text: salary.of_fields(text, "", "", "").least is not None,
    "sector": lambda text: len(text) < _SHORT and terms.sector(text, "", "") is not None,
    "languages": _names("languages"),
    "positions": _is_number,
    "city": _is_place,
    "region": _is_place,
    "country": _is_place,
    "title": _is_title,
    "description": lambda text: len(text) > 20,
}
_ONE_EACH = {"id", "url"}
_WITHOUT_NAME: dict[str, Callable[[str], bool]] = {
    "posted_at": _is_past,
    "expires_at": _is_ahead,
    "city": _is_precise_place,
    "description": lambda text: len(text) > 120,
}
_CLEAR_BY_CONTENT = {
    "url",
    "posted_at",
    "expires_at",
    "contract",
    "level",
    "city",
    "title",
    "description",
}
