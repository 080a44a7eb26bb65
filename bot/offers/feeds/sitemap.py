"""A sitemap whose pages hold schema.org/JobPosting, asked one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import DataError, ServiceError
from bot.offers.feeds import documents, fetching, limits, nested
from bot.settings import VAR

FETCHED = VAR / "feeds" / "fetched"
MAX_PAGES = 5000
PAUSE = 0.5  # seconds between two pages of one server
_MAX_MAPS = 50  # of a sitemap of sitemaps


def rows(path: Path) -> Iterator[tuple[int, nested.Row | str]]:
    """Yield the job postings of the pages of a sitemap; a text says what a page lacks.

    Pages are fetched as every feed is: robots.txt heeded, private addresses refused, and only
    when they have changed. Those on another host than the first one are left out.

    Raises:
        DataError: The file is no sitemap, or no page holds a job posting.
    """
    host = ""
    robots: fetching.Robots = {}
    asked = found = number = 0
    for address in _addresses(path, robots, 0):
        host = host or (urlsplit(address).hostname or "")
        if urlsplit(address).hostname != host:
            continue
        if asked == MAX_PAGES:
            break
        if asked:
            time.sleep(PAUSE)
        asked += 1
        try:
            page = fetching.fetch(address, FETCHED, robots=robots).path
            listed = [row for _, row in documents.job_postings(page)]
        except (DataError, ServiceError) as error:
            number += 1
            yield number, str(error)
            continue
        for row in listed:
            number += 1
            found += isinstance(row, dict)
            if isinstance(row, dict) and len(listed) == 1:
                row.setdefault("url", address)
            yield number, row
    if not found:
        raise DataError(path, "", f"no job posting (schema.org/JobPosting) on its {asked} pages")


def is_sitemap(head: str) -> bool:
    """Whether the beginning of an XML file is one of a sitemap."""
    return "<urlset" in head or "<sitemapindex" in head


def _addresses(path: Path, robots: fetching.Robots, depth: int) -> Iterator[str]:
    """The addresses of the pages; a sitemap of sitemaps is followed once."""
    limits.check_size(path, limits.MAX_PARSED)
    maps = documents.item_tag(path, ("sitemap",)) == "sitemap"
    seen = 0
    for _, row in documents.xml_rows(path, "sitemap" if maps else "url"):
        address = row.get("loc") if isinstance(row, dict) else None
        if not isinstance(address, str):
            continue
        if not maps:
            yield address
        elif depth == 0 and seen < _MAX_MAPS:
            seen += 1
            found = fetching.fetch(address, FETCHED, robots=robots)
            yield from _addresses(found.path, robots, depth + 1)
