"""Work that comes round: alerts to look for, things to delete; one worker at a time does each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from bot.errors import WijhaError
from bot.memory.database import metadata, writing
from bot.messages.lease import wall

logger = logging.getLogger(__name__)

due_work = sa.Table(
    "due_work",
    metadata,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("next_at", sa.Float, nullable=False),  # seconds, see lease.wall
)


@dataclass(frozen=True)
class DueWork:
    """Something to do again and again.

    Attributes:
        name: Unique; the row that keeps others from doing it at the same time.
        every: Pause between two beginnings.
        run: Does it with an engine; returns how many things were done. It must be safe to run
            again after a crash half-way.
    """

    name: str
    every: timedelta
    run: Callable[[Engine], int]


def run_due(engine: Engine, works: Iterable[DueWork]) -> dict[str, int]:
    """Do what is due and nobody else has taken; return how many things each did.

    Work that fails is logged by its class of error and comes round again.
    """
    done = {}
    for work in works:
        if not _take(engine, work):
            continue
        try:
            done[work.name] = work.run(engine)
        except WijhaError as error:
            logger.error("%s: %s", work.name, error)  # noqa: TRY400  the message is the point
        except Exception as error:
            # One bad alert must not stop reminders; a stack trace could carry personal data.
            logger.error("%s failed: %s", work.name, type(error).__name__)  # noqa: TRY400
    return done


def _take(engine: Engine, work: DueWork) -> bool:
    insert = postgresql.insert if engine.name == "postgresql" else sqlite.insert
    first = insert(due_work).values(name=work.name, next_at=0.0)
    now = wall()
    with writing(engine) as connection:
        connection.execute(first.on_conflict_do_nothing(index_elements=["name"]))
        taken = connection.execute(
            sa.update(due_work)
            .where(due_work.c.name == work.name, due_work.c.next_at <= now)
            .values(next_at=now + work.every.total_seconds())
        )
    return bool(taken.rowcount == 1)
