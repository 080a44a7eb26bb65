"""The tables of appointments. Wall-clock times are text, ``2026-11-25T10:30``, beside their zone.

A table of cells holds who is where: an appointment takes one cell of five minutes after the other,
and a cell exists once per counsellor and once per student. So no two appointments can overlap, of
whatever length, on any database, without anybody reading first.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory.database import metadata
from bot.memory.moment import Moment

CELL_MINUTES = 5
WALL = 16  # characters of 2026-11-25T10:30
STUDENT = 255
ID = 64

appointments = sa.Table(
    "appointments",
    metadata,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("code", sa.String(8), nullable=False, unique=True),
    sa.Column("secret", sa.String(43), nullable=False, unique=True),
    # The last request that made or moved it: the same message delivered twice changes nothing.
    sa.Column("request", sa.String(ID), nullable=False, unique=True),
    sa.Column("student", sa.String(STUDENT), nullable=False, index=True),
    # Which of the student's open places it takes, 1 to the limit of the agenda; null when closed.
    sa.Column("place", sa.Integer),
    sa.Column("center", sa.String(ID), nullable=False, index=True),
    sa.Column("counsellor", sa.String(ID), nullable=False),
    sa.Column("service", sa.String(ID), nullable=False),
    sa.Column("starts", sa.String(WALL), nullable=False, index=True),
    sa.Column("zone", sa.String(ID), nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("variety", sa.String(8), nullable=False),
    sa.Column("guardian", sa.Boolean, nullable=False),
    sa.Column("email", sa.String(254)),
    # The sequence that was last sent by e-mail, -1 before the first.
    sa.Column("mailed", sa.Integer, nullable=False, server_default="-1"),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.UniqueConstraint("student", "place", name="uq_appointments_student_place"),
)

cells = sa.Table(
    "appointment_cells",
    metadata,
    sa.Column("counsellor", sa.String(ID), primary_key=True),
    sa.Column("starts", sa.String(WALL), primary_key=True),
    sa.Column("student", sa.String(STUDENT), nullable=False),
    sa.Column(
        "appointment",
        sa.String(32),
        sa.ForeignKey("appointments.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.UniqueConstraint("student", "starts", name="uq_appointment_cells_student"),
)

agendas = sa.Table(
    "agendas",
    metadata,
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("loaded_at", Moment, nullable=False),
)

blocks = sa.Table(
    "agenda_blocks",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("counsellor", sa.String(ID), nullable=False, index=True),
    sa.Column("starts", sa.String(WALL), nullable=False),
    sa.Column("ends", sa.String(WALL), nullable=False, index=True),
    sa.Column("reason", sa.String(200), nullable=False),
)

feeds = sa.Table(
    "counsellor_feeds",
    metadata,
    sa.Column("counsellor", sa.String(ID), primary_key=True),
    sa.Column("secret", sa.String(43), nullable=False, unique=True),
)

code_trials = sa.Table(
    "appointment_code_trials",
    metadata,
    # One row a wrong code; who tried and when. Old rows are deleted with the next trial.
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("student", sa.String(STUDENT), nullable=False, index=True),
    sa.Column("tried_at", Moment, nullable=False),
)

waiting = sa.Table(
    "appointment_waiting",
    metadata,
    sa.Column("student", sa.String(STUDENT), primary_key=True),
    sa.Column("center", sa.String(ID), primary_key=True),
    sa.Column("service", sa.String(ID), primary_key=True),
    sa.Column("variety", sa.String(8), nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
)

TABLES = [appointments, cells, agendas, blocks, feeds, code_trials, waiting]


def create(engine: Engine) -> None:
    """Create the tables that are missing."""
    metadata.create_all(engine, tables=TABLES)
