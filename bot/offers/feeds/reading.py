"""Rows of a feed, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.errors import DataError
from bot.offers.feeds import delimited, documents, sitemap
from bot.offers.feeds.description import Feed

_BY_SUFFIX = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
}


def rows(path: Path, feed: Feed) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Yield number and row; a text instead of a row says why it cannot be read.

    Raises:
        DataError: The file cannot be read in the format of the feed.
    """
    if not path.is_file():
        raise DataError(path, "", "no such file")
    readers: dict[str, Callable[[], Iterator[tuple[int, dict[str, Any] | str]]]] = {
        "csv": lambda: delimited.rows(path, encoding=feed.encoding, delimiter=feed.delimiter),
        "jsonl": lambda: documents.json_lines(path),
        "json": lambda: documents.json_rows(path, feed.items),
        "xlsx": lambda: documents.workbook(path, feed.sheet),
        "xml": lambda: documents.xml_rows(path, feed.items),
        "html": lambda: documents.html_tables(path),
        "jsonld": lambda: documents.job_postings(path),
        "sitemap": lambda: sitemap.rows(path),
    }
    return readers[feed.format]()


def find_format(path: Path) -> str:
    """Return the format of a file by what it holds, then by its name.

    Raises:
        DataError: There is no such file.
    """
    if not path.is_file():
        raise DataError(path, "", "no such file")
    with path.open("rb") as stream:
        sample = stream.read(400_000)
    if sample[:4] == b"PK\x03\x04":
        return "xlsx"
    text = sample.decode("utf-8", errors="ignore").lstrip("\ufeff \t\r\n")
    head = text[:2000].lower()
    if head.startswith(("<!doctype html", "<html")) or "<table" in head:
        return "jsonld" if documents.has_job_postings(text) else "html"
    if head.startswith("<"):
        return "sitemap" if sitemap.is_sitemap(head) else "xml"
    if head.startswith("["):
        return "json"
    if head.startswith("{"):
        first = text.split("\n", 1)[0].strip()
        several = text.count("\n{") > 0 or path.suffix in {".jsonl", ".ndjson"}
        return "jsonl" if first.endswith("}") and several else "json"
    return _BY_SUFFIX.get(path.suffix.lower(), "csv")
