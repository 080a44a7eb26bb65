"""The agenda in force: the last one an operator loaded, else the demonstration in data/."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.appointments.agenda_file import FILE, Content, parse, read_yaml
from bot.appointments.appointment import wall_text
from bot.appointments.calendar import Calendar
from bot.appointments.tables import agendas, blocks
from bot.memory.database import reading, writing

Block = tuple[str, str, str]  # counsellor, first and last wall time


class Agendas:
    """Loaded agendas and blocked times.

    Args:
        engine: The database; its tables exist.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._version: int | None = None
        self._calendar: Calendar | None = None

    def calendar(self) -> Calendar:
        """Return the calendar in force; read again only when another version was loaded."""
        with reading(self._engine) as connection:
            version = connection.execute(sa.select(sa.func.max(agendas.c.version))).scalar() or 0
        if self._calendar is None or version != self._version:
            self._calendar = Calendar(parse(self.content()))
            self._version = version
        return self._calendar

    def content(self) -> Content:
        """Return the agenda in force as plain content."""
        query = sa.select(agendas.c.content).order_by(agendas.c.version.desc()).limit(1)
        with reading(self._engine) as connection:
            stored = connection.execute(query).scalar()
        return read_yaml(FILE) if stored is None else json.loads(stored)

    def put(self, content: Content) -> None:
        """Put a checked agenda in force."""
        parse(content)
        with writing(self._engine) as connection:
            connection.execute(
                sa.insert(agendas).values(
                    content=json.dumps(content, default=str, ensure_ascii=False),
                    loaded_at=clock.now(),
                )
            )

    def block(self, counsellor: str, first: datetime, last: datetime, reason: str) -> None:
        """Take a counsellor's time out of what is offered, from one wall time until another."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.insert(blocks).values(
                    counsellor=counsellor,
                    starts=wall_text(first),
                    ends=wall_text(last),
                    reason=reason,
                )
            )

    def blocked(self, first: datetime, last: datetime) -> list[Block]:
        """Return the blocks that touch a time."""
        query = sa.select(blocks.c.counsellor, blocks.c.starts, blocks.c.ends).where(
            blocks.c.ends > wall_text(first), blocks.c.starts < wall_text(last)
        )
        with reading(self._engine) as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]
