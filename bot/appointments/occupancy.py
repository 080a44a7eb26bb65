"""Who is busy when: the cells of five minutes that appointments take.

A cell exists once per counsellor and once per student; ``tables`` says why.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.appointments.appointment import Wanted, wall_text
from bot.appointments.tables import CELL_MINUTES, cells
from bot.memory.database import reading


def cells_from(start: datetime, minutes: int) -> list[str]:
    """Return the wall times of the cells from a start, for so many minutes."""
    return [
        wall_text(start + timedelta(minutes=offset)) for offset in range(0, minutes, CELL_MINUTES)
    ]


def taken_cells(
    engine: Engine, counsellors: Collection[str], first: datetime, last: datetime
) -> set[tuple[str, str]]:
    """Return the taken cells as (counsellor, wall time) from one wall time until another."""
    query = sa.select(cells.c.counsellor, cells.c.starts).where(
        cells.c.counsellor.in_(list(counsellors)),
        cells.c.starts >= wall_text(first),
        cells.c.starts < wall_text(last),
    )
    with reading(engine) as connection:
        return {(row[0], row[1]) for row in connection.execute(query)}


def student_busy(engine: Engine, wanted: Wanted, but_for: str | None) -> bool:
    """Whether the student has something else at the time that is asked.

    Args:
        engine: The database.
        wanted: What is asked.
        but_for: Id of the appointment that is moved, which does not count.
    """
    return _busy(engine, cells.c.student == wanted.student, wanted, but_for)


def counsellor_busy(engine: Engine, counsellor: str, wanted: Wanted, but_for: str | None) -> bool:
    """Whether the counsellor has something else then; as for :func:`student_busy`."""
    return _busy(engine, cells.c.counsellor == counsellor, wanted, but_for)


def occupy(connection: Connection, appointment: str, wanted: Wanted, counsellor: str) -> None:
    """Take the cells of an appointment, named by its id; the constraints refuse taken ones."""
    whose = {"counsellor": counsellor, "student": wanted.student, "appointment": appointment}
    taking = [{**whose, "starts": at} for at in cells_from(wanted.start, wanted.minutes)]
    connection.execute(sa.insert(cells), taking)


def leave(connection: Connection, appointment: str) -> None:
    """Give up the cells of an appointment, named by its id."""
    connection.execute(sa.delete(cells).where(cells.c.appointment == appointment))


def lock(connection: Connection, appointment: str, wanted: Wanted, counsellor: str) -> None:
    """Hold, until the transaction ends, the cells that a move leaves and those in its way.

    Two students who swap their hours would wait for each other; in one order they queue.
    """
    in_the_way = sa.and_(
        cells.c.starts.in_(cells_from(wanted.start, wanted.minutes)),
        sa.or_(cells.c.counsellor == counsellor, cells.c.student == wanted.student),
    )
    connection.execute(
        sa.select(cells.c.starts)
        .where(sa.or_(cells.c.appointment == appointment, in_the_way))
        .order_by(cells.c.starts, cells.c.counsellor)
        .with_for_update()
    ).all()


def _busy(engine: Engine, who: object, wanted: Wanted, but_for: str | None) -> bool:
    at_that_time = cells.c.starts.in_(cells_from(wanted.start, wanted.minutes))
    query = sa.select(cells.c.starts).where(who, at_that_time)
    if but_for:
        query = query.where(cells.c.appointment != but_for)
    with reading(engine) as connection:
        return connection.execute(query.limit(1)).first() is not None
