"""``offers``: fill and search the index of offers."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from bot.logs import quieten
from bot.settings import VAR, Settings


def add(commands: Any) -> None:
    """Add the parsers."""
    parser = commands.add_parser("offers", help="import and search job and internship offers")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    importing = actions.add_parser("import", help="import a file into the index")
    importing.add_argument("file", help="a file, or an address (https://…)")
    importing.add_argument("--feed", help="name of a feed under data/feeds, or path of one")
    importing.add_argument(
        "--explain",
        action="store_true",
        help="only say how the columns were understood, and save that as a feed",
    )
    importing.add_argument("--save", type=Path, help="where --explain saves (var/feeds/NAME.yml)")
    importing.add_argument("--rejects", type=Path, help="where rejected rows are written")
    importing.set_defaults(run=run_import)
    searching = actions.add_parser("search", help="search as a student would")
    searching.add_argument("text", nargs="+")
    searching.add_argument("--limit", type=int, default=10)
    searching.set_defaults(run=run_search)


def run_import(options: argparse.Namespace, settings: Settings) -> int:
    """Import; the exit code is 1 when the feed lost too many rows."""
    quieten()
    from tqdm import tqdm  # noqa: PLC0415  only when it is the command

    from bot.memory.database import engine_for  # noqa: PLC0415
    from bot.offers.feeds import description  # noqa: PLC0415
    from bot.offers.importing import import_file, lines_of  # noqa: PLC0415

    path = _file(options)
    if options.explain:
        return _explain(path, options)
    if options.feed:
        feed = description.load(options.feed)
    else:
        feed = _known_or_understood(path, name_of(Path(options.file)))
    marker = _marker(path, feed.name, settings.database_url)
    # An unchanged sitemap may name pages that have changed.
    if _is_address(options.file) and feed.format != "sitemap" and _newer(marker, path):
        print("not changed since the last import")
        return 0
    rejects = options.rejects or VAR / "rejects" / f"{feed.name}.jsonl"
    with tqdm(unit=" rows", desc=feed.name, leave=False) as bar:
        report = import_file(
            engine_for(settings.database_url),
            path,
            feed,
            rejects=rejects,
            progress=lambda done: bar.update(done - bar.n) and None,
        )
    for line in lines_of(report):
        print(line)
    if report.complete and _is_address(options.file):
        marker.touch()
    return 0 if report.complete else 1


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _file(options: argparse.Namespace) -> Path:
    """The file, fetched first when an address was given; it stays as it is unless it changed."""
    if not _is_address(options.file):
        return Path(options.file)
    from bot.offers.feeds import fetching  # noqa: PLC0415

    return fetching.fetch(options.file, VAR / "feeds" / "fetched").path


def _marker(path: Path, feed: str, database: str) -> Path:
    """The file whose time is that of the last whole import of a fetched file into a database."""
    from bot.offers.normalising.identity import digest  # noqa: PLC0415

    return path.with_suffix(f".{digest(feed, database)}.imported")


def _newer(marker: Path, path: Path) -> bool:
    return marker.exists() and marker.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _explain(path: Path, options: argparse.Namespace) -> int:
    from bot.offers.feeds import description, recognising  # noqa: PLC0415

    name = options.feed or name_of(Path(options.file))
    understood = recognising.understand(path, name)
    _print_columns(understood)
    saved = options.save or description.SAVED / f"{name}.yml"
    description.save(understood.feed, saved)
    print(f"saved: {saved} (correct it where it is wrong)")
    print(f"import with: python -m bot offers import {options.file} --feed {options.save or name}")
    return 0


def _known_or_understood(path: Path, name: str) -> Any:
    """A file named like a feed is of that feed; others are looked at."""
    from bot.errors import DataError  # noqa: PLC0415
    from bot.offers.feeds import description, recognising  # noqa: PLC0415

    try:
        return description.load(name)
    except DataError:
        if (description.SAVED / f"{name}.yml").exists():
            raise
    understood = recognising.understand(path, name)
    _print_columns(understood)
    return understood.feed


def _print_columns(understood: Any) -> None:
    print(f"format: {understood.feed.format}")
    for column in understood.columns:
        meaning = f"{column.field} (by {column.why})" if column.field else "not used"
        print(f"  {column.name}: {meaning}, {column.filled:.0%} filled, e.g. {column.example!r}")


def name_of(path: Path) -> str:
    """Return a feed's name made from a file's."""
    return re.sub(r"[^a-z0-9]+", "_", path.name.split(".")[0].lower()).strip("_") or "feed"


def run_search(options: argparse.Namespace, settings: Settings) -> int:
    """Print the best offers."""
    quieten()
    from bot.memory.database import engine_for, reading  # noqa: PLC0415
    from bot.offers.index.search import search  # noqa: PLC0415
    from bot.offers.index.tables import create  # noqa: PLC0415
    from bot.offers.wish import filters_of  # noqa: PLC0415

    engine = engine_for(settings.database_url)
    create(engine)
    filters = filters_of(" ".join(options.text))
    print("searched:", ", ".join(f"{k}={v}" for k, v in filters.as_json().items()) or "everything")
    with reading(engine) as connection:
        results, more = search(connection, filters, limit=options.limit)
    for result in results:
        offer = result.offer
        parts = (offer.title, offer.organization, offer.city, offer.contract, offer.url)
        posted = offer.posted_at.date().isoformat() if offer.posted_at else ""
        print(" | ".join(part for part in (*parts, posted) if part))
    print("more" if more else f"{len(results)} in all")
    return 0
