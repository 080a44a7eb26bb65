"""JSON, JSON Lines, workbooks, XML, HTML tables and schema.org/JobPosting in pages."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import DataError
from bot.offers.feeds import limits, nested
from bot.offers.feeds.delimited import find_encoding

Rows = Iterator[tuple[int, "nested.Row | str"]]
_LISTS = 12  # lists of a JSON document that are looked at, the longest ones
_MONTHS = "monthsOfExperience"  # schema.org counts these in months
_ITEM_TAGS = (
    "item",
    "entry",
    "job",
    "offer",
    "offre",
    "emploi",
    "annonce",
    "vacancy",
    "jobposting",
)


def json_rows(path: Path, items: str | None = None) -> Rows:
    """Yield the records of a JSON document.

    Raises:
        DataError: It is no JSON, too large or holds no list of records.
    """
    content = _json(path)
    listed = nested.lists(content)
    found = nested.at(content, items) if items else (listed[0][1] if listed else None)
    if not isinstance(found, list):
        raise DataError(path, items or "", "holds no list of offers")
    for number, record in enumerate(found, start=1):
        yield number, nested.flatten(record) if isinstance(record, dict) else "is no record"


def json_lists(path: Path, sample: int) -> list[tuple[str, list[nested.Row]]]:
    """Return the lists of a JSON document that can be its offers: path and first rows.

    Raises:
        DataError: It is no JSON or too large.
    """
    return [
        (items, [nested.flatten(record) for record in listed[:sample]])
        for items, listed in nested.lists(_json(path))[:_LISTS]
    ]


def _json(path: Path) -> Any:
    limits.check_size(path, limits.MAX_PARSED)
    try:
        return json.loads(path.read_text(encoding=find_encoding(path), errors="replace"))
    except (ValueError, RecursionError) as error:
        raise DataError(path, "", f"is not JSON: {type(error).__name__}") from error


def json_lines(path: Path) -> Rows:
    """Yield one record a line; a line that is no JSON is given back with the reason."""
    limits.check_size(path)
    with path.open(encoding=find_encoding(path), errors="replace") as stream:
        number = 0
        while line := stream.readline(limits.MAX_LINE):
            number += 1
            if len(line) >= limits.MAX_LINE:
                raise DataError(path, f"line {number}", "has no end within 1 MB")
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                yield number, "is not JSON"
                continue
            yield number, nested.flatten(record) if isinstance(record, dict) else "is no record"


def workbook(path: Path, sheet: str | None = None) -> Rows:
    """Yield the rows of a sheet under its first line with three or more names.

    Raises:
        DataError: It is no workbook, or unpacks to more than a feed can be.
    """
    import openpyxl  # noqa: PLC0415  only for workbooks

    limits.check_size(path, limits.MAX_PARSED)
    _refuse_bomb(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        table = book[sheet] if sheet else book.worksheets[0]
    except Exception as error:  # openpyxl raises whatever its parsers raise
        raise DataError(path, sheet or "", f"cannot be read: {type(error).__name__}") from error
    names: list[str] = []
    for number, values in enumerate(table.iter_rows(values_only=True), start=1):
        cells = [_cell(value) for value in values[: limits.MAX_COLUMNS]]
        filled = [cell for cell in cells if cell]
        if not names:
            if len(filled) >= 3 or (len(filled) == len(cells) and len(cells) > 1):
                names = [cell or f"column {n}" for n, cell in enumerate(cells, start=1)]
        elif filled:
            yield number, dict(zip(names, cells, strict=False))
    book.close()


def xml_rows(path: Path, items: str | None = None) -> Rows:
    """Yield the repeated elements of RSS, Atom or any other XML.

    Raises:
        DataError: It is no XML, or has entities or a document type.
    """
    from defusedxml import ElementTree  # noqa: PLC0415  only for XML

    limits.check_size(path, limits.MAX_PARSED)
    tag = (items or item_tag(path) or "").lower()
    number = 0
    with _reading_xml(path):
        for _, element in ElementTree.iterparse(path, events=("end",), forbid_dtd=True):
            if _local(element.tag).lower() == tag:
                number += 1
                yield number, nested.flatten(_content(element))
                element.clear()


def item_tag(path: Path, known_tags: Sequence[str] = _ITEM_TAGS) -> str | None:
    """Return the tag that repeats as offers do, one of the known ones if there is any."""
    from defusedxml import ElementTree  # noqa: PLC0415  only for XML

    counted: Counter[str] = Counter()
    children: Counter[str] = Counter()
    with _reading_xml(path):
        for seen, (_, element) in enumerate(
            ElementTree.iterparse(path, events=("end",), forbid_dtd=True)
        ):
            name = _local(element.tag)
            counted[name] += 1
            children[name] = max(children[name], len(element))
            if seen > 20_000:
                break
    for known in known_tags:
        for name in counted:
            if name.lower() == known and children[name]:
                return name
    best = [name for name in counted if children[name] >= 3]
    return max(best, key=lambda name: (counted[name], children[name])) if best else None


@contextmanager
def _reading_xml(path: Path) -> Iterator[None]:
    from defusedxml import ElementTree  # noqa: PLC0415  only for XML
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415

    try:
        yield
    except DefusedXmlException as error:
        raise DataError(
            path, "", "has entities or a document type, which feeds must not"
        ) from error
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise DataError(path, "", f"is not XML: {error}") from error


def html_tables(path: Path) -> Rows:
    """Yield the rows of the largest table of a page; a link in a cell is ``<column>.href``.

    Raises:
        DataError: There is no table with a line of names.
    """
    soup = _page(path)
    best: list[Any] = []
    for table in soup.find_all("table"):
        lines = table.find_all("tr")
        if len(lines) > len(best):
            best = lines
    if len(best) < 2:
        raise DataError(path, "", "holds no table of offers")
    names = [cell.get_text(" ", strip=True) for cell in best[0].find_all(["th", "td"])]
    for number, line in enumerate(best[1:], start=2):
        row: nested.Row = {}
        for name, cell in zip(names, line.find_all(["td", "th"]), strict=False):
            row[name] = cell.get_text(" ", strip=True)
            link = cell.find("a", href=True)
            if link:
                row[f"{name}.href"] = link["href"]
        if any(row.values()):
            yield number, row


def job_postings(path: Path) -> Rows:
    """Yield the schema.org/JobPosting records of a page."""
    page = _page(path)
    found: list[nested.Row | str] = []
    for script in page.find_all("script", type="application/ld+json"):
        try:
            content = json.loads(script.string or "")
        except (ValueError, RecursionError):
            found.append("JSON-LD that is not JSON")
            continue
        found += [_posting(record) for record in _postings(content, 0)]
    address = page.find("link", rel="canonical", href=True)
    for number, row in enumerate(found, start=1):
        if address and len(found) == 1 and isinstance(row, dict):
            # A page about one offer is that offer's.
            row.setdefault("url", address["href"])
        yield number, row


def _posting(record: dict[str, Any]) -> nested.Row:
    row = nested.flatten(record)
    for name in row:
        if name.endswith(_MONTHS):
            row[name] = f"{row[name]} months"
    return row


def has_job_postings(text: str) -> bool:
    """Whether a page declares job postings."""
    return "ld+json" in text and "JobPosting" in text


def _postings(content: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > nested.MAX_DEPTH:
        return
    if isinstance(content, list):
        for each in content:
            yield from _postings(each, depth + 1)
    elif isinstance(content, dict):
        kind = content.get("@type")
        if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
            yield content
        else:
            for each in content.values():
                if isinstance(each, dict | list):
                    yield from _postings(each, depth + 1)


def _page(path: Path) -> Any:
    from bs4 import BeautifulSoup  # noqa: PLC0415  only for pages

    limits.check_size(path, limits.MAX_PARSED // 4)
    text = path.read_text(encoding=find_encoding(path), errors="replace")
    return BeautifulSoup(text, "lxml")


def _content(element: Any) -> Any:
    children = list(element)
    values: dict[str, Any] = {f"@{_local(key)}": value for key, value in element.attrib.items()}
    for child in children:
        name = _local(child.tag)
        value = _content(child)
        if name in values:
            old = values[name]
            values[name] = [*old, value] if isinstance(old, list) else [old, value]
        else:
            values[name] = value
    text = (element.text or "").strip()
    if not values:
        return text or None
    if text:
        values["text"] = text
    return values


def _local(tag: Any) -> str:
    return str(tag).rsplit("}", 1)[-1]


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            total = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise DataError(path, "", "is not a workbook") from error
    if total > limits.MAX_UNPACKED or total > limits.MAX_RATIO * max(path.stat().st_size, 20_000):
        raise DataError(path, "", "unpacks to far more than it holds")
