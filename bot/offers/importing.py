"""Importing a feed: rows to offers, in batches that are each all or nothing."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from bot import clock
from bot.errors import DataError
from bot.memory.database import writing
from bot.offers.feeds import reading
from bot.offers.feeds.description import Feed
from bot.offers.index import store
from bot.offers.index.tables import create, offer_runs
from bot.offers.normalising.record import Made, Rejected, Row, make

BATCH = 1000  # rows of a transaction: the more, the more of a term are written together
COVERAGE = (
    "organization",
    "city",
    "region",
    "contract",
    "sector",
    "level",
    "experience_years_min",
    "posted_at",
    "expires_at",
    "url",
)


@dataclass
class Report:
    """What an import did.

    Attributes:
        source: The feed.
        read: Rows of the file; each is counted once more below.
        new: Offers that the index did not hold.
        updated: Offers that say something else now.
        unchanged: Offers that say the same.
        duplicate: Rows of an offer that another row or another source brought.
        rejected: Rows that are no offer; see the rejects file.
        gone: Offers that the source no longer holds.
        expired: Offers whose last day had passed.
        complete: Whether the import reached its end without losing too much.
        coverage: Share of the offers in which a field is known.
        rejects: The rejects file, if there is one.
    """

    source: str
    read: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    gone: int = 0
    expired: int = 0
    complete: bool = True
    coverage: dict[str, float] = field(default_factory=dict)
    rejects: str | None = None


def import_file(
    engine: Engine,
    path: Path,
    feed: Feed,
    *,
    rejects: Path | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Import a file; the same again changes nothing, and a kill in the middle loses nothing.

    Args:
        engine: The database.
        path: The file.
        feed: How to read it.
        rejects: Where rows that are no offer are written, one JSON a line.
        progress: Called with the number of rows that were done.

    Raises:
        DataError: The file cannot be read, or holds no offers. What was there before stays.
    """
    create(engine)
    at = clock.now()
    run = store.Run(uuid.uuid4().hex, feed.name, at, feed.archive)
    report = Report(feed.name)
    known: Counter[str] = Counter()
    with _Rejects(rejects) as rejected, writing_run(engine, run, report):
        batch: list[tuple[int, Made]] = []
        for number, row in reading.rows(path, feed):
            report.read += 1
            made = _made(row, feed, at)
            if isinstance(made, Rejected):
                report.rejected += 1
                rejected.write(number, str(made), row)
                continue
            batch.append((number, made))
            if len(batch) == BATCH:
                _flush(engine, batch, run, report, known)
                progress(report.read)
        _flush(engine, batch, run, report, known)
        progress(report.read)
        if report.read == 0:
            raise DataError(path, "", "holds no offers")
        report.complete = report.rejected <= feed.max_lost * report.read
        if feed.complete and report.complete:
            with writing(engine) as connection:
                report.gone = store.take_back(connection, run)
    with writing(engine) as connection:
        store.tell_planner(connection)
    done = report.read - report.rejected
    report.coverage = {name: round(known[name] / done, 3) for name in COVERAGE} if done else {}
    report.rejects = str(rejects) if rejects and rejected.count else None
    return report


def _made(row: Row | str, feed: Feed, at: datetime) -> Made | Rejected:
    if isinstance(row, str):
        return Rejected(row)
    try:
        return make(row, feed, at)
    except Rejected as reason:
        return reason


def _flush(
    engine: Engine,
    batch: list[tuple[int, Made]],
    run: store.Run,
    report: Report,
    known: Counter[str],
) -> None:
    if not batch:
        return
    with writing(engine) as connection:
        stored = store.write(connection, [made for _, made in batch], run)
    report.new += stored.new
    report.updated += stored.updated
    report.unchanged += stored.unchanged
    report.duplicate += len(stored.duplicates)
    for _, made in batch:
        offer = made.offer
        known.update(name for name in COVERAGE if getattr(offer, name) is not None)
        report.expired += offer.expires_at is not None and offer.expires_at < run.at
    batch.clear()


class writing_run:
    """Keeps a line in the database about an import, with its report at the end."""

    def __init__(self, engine: Engine, run: store.Run, report: Report) -> None:
        self._engine, self._run, self._report = engine, run, report

    def __enter__(self) -> None:
        with writing(self._engine) as connection:
            connection.execute(
                offer_runs.insert().values(
                    run=self._run.id, source=self._run.source, started_at=self._run.seconds
                )
            )

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None:
            self._report.complete = False
        with writing(self._engine) as connection:
            connection.execute(
                offer_runs.update()
                .where(offer_runs.c.run == self._run.id)
                .values(
                    finished_at=int(clock.now().timestamp()),
                    report=json.dumps(asdict(self._report), ensure_ascii=False),
                )
            )


class _Rejects:
    """The rejects file, made when the first row is rejected."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._stream: Any = None
        self.count = 0

    def __enter__(self) -> _Rejects:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()

    def write(self, number: int, reason: str, row: object) -> None:
        self.count += 1
        if self._path is None:
            return
        if self._stream is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._path.open("w", encoding="utf-8")
        line = {"row": number, "reason": reason, "content": row}
        self._stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def lines_of(report: Report) -> Iterator[str]:
    """Yield what an operator reads about an import."""
    yield (
        f"{report.source}: {report.read} rows: {report.new} new, {report.updated} updated, "
        f"{report.unchanged} unchanged, {report.duplicate} duplicate, {report.rejected} rejected"
    )
    if report.gone:
        yield f"{report.gone} offers are no longer in the feed and left the results"
    if report.expired:
        yield f"{report.expired} offers are past their last day"
    if report.coverage:
        yield "known: " + ", ".join(f"{k} {v:.0%}" for k, v in report.coverage.items())
    if report.rejects:
        yield f"rejected rows: {report.rejects}"
    if not report.complete:
        yield "too many rows were lost: older offers of this feed stay in the results"
