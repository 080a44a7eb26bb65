"""Invented offers for a fresh copy: shown as such, and gone once there are real ones."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.errors import DataError
from bot.memory.database import reading, writing
from bot.offers.feeds.description import Feed
from bot.offers.index import store
from bot.offers.index.tables import create, offer_runs, offers
from bot.offers.normalising.identity import digest
from bot.offers.normalising.record import Made, make
from bot.offers.vocabulary import DIRECTORY, read

SOURCE = DIRECTORY / "demo.yml"
FRESH_DAYS = 2  # younger ones are not made again
_FIELDS = (
    "title",
    "organization",
    "city",
    "contract",
    "internship_type",
    "sector",
    "level",
    "experience",
    "description",
)
_FEED = Feed(
    store.DEMO_SOURCE, "csv", {name: (name,) for name in (*_FIELDS, "posted_at", "expires_at")}
)


def refresh(engine: Engine) -> int:
    """Load the invented offers when the index is empty or they are old; return how many.

    Days count from the moment of loading, so that they do not age.
    """
    create(engine)
    if not _wanted(engine):
        return 0
    now = clock.now()
    run = store.Run(uuid.uuid4().hex, store.DEMO_SOURCE, now, archive=False)
    made = [_made(line, number, now) for number, line in enumerate(read("demo")["offers"])]
    with writing(engine) as connection:
        connection.execute(
            offer_runs.insert().values(
                run=run.id,
                source=run.source,
                started_at=run.seconds,
                finished_at=run.seconds,
                report=_version(),
            )
        )
        store.write(connection, made, run)
        store.take_back(connection, run)
    return len(made)


def _wanted(engine: Engine) -> bool:
    with reading(engine) as connection:
        real = sa.select(offers.c.no).where(offers.c.demo == 0).limit(1)
        if connection.execute(real).first():
            return False
        last = connection.execute(
            sa.select(offer_runs.c.started_at, offer_runs.c.report)
            .where(offer_runs.c.source == store.DEMO_SOURCE)
            .order_by(offer_runs.c.started_at.desc())
            .limit(1)
        ).first()
    if last is None or last.report != _version():
        return True
    age = clock.now().timestamp() - last.started_at
    return bool(abs(age) > timedelta(days=FRESH_DAYS).total_seconds())


def _version() -> str:
    return digest(SOURCE.read_text(encoding="utf-8"))


def _made(line: str, number: int, now: Any) -> Made:
    values = [value.strip() for value in line.split("|")]
    if len(values) != len(_FIELDS):
        raise DataError(SOURCE, f"offer {number + 1}", f"must have {len(_FIELDS)} parts")
    row: dict[str, Any] = dict(zip(_FIELDS, values, strict=True))
    row["city"] = row["city"].replace("-", " ")
    row["experience"] = f"{row['experience']} ans"
    row["posted_at"] = (now - timedelta(days=number % 14)).date().isoformat()
    row["expires_at"] = (now + timedelta(days=30 + number % 20)).date().isoformat()
    return make(row, _FEED, now)
