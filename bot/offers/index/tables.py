"""Tables of the index, the same on SQLite and PostgreSQL.

Words are found by a list of our own (``offer_terms``), not by the full-text search of either
database: so both give the same results, and Arabic and Darija are treated as we decide.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory.database import metadata

Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

offers = sa.Table(
    "offers",
    metadata,
    sa.Column("no", Number, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String(120), nullable=False, unique=True),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("twin", sa.String(20), index=True),  # shared by one offer on several boards
    sa.Column("fingerprint", sa.String(20), nullable=False),  # of all that is said
    sa.Column("age", sa.Integer, nullable=False),  # minus the day: newest first is ascending
    sa.Column("city", sa.String(32)),
    sa.Column("region", sa.String(40)),
    sa.Column("contract", sa.String(20)),
    sa.Column("internship_type", sa.String(20)),
    sa.Column("work_time", sa.String(12)),
    sa.Column("remote", sa.Boolean),
    sa.Column("sector", sa.String(24)),
    sa.Column("level", sa.Integer),  # rank in vocabulary.LEVELS
    sa.Column("experience", sa.Integer),
    sa.Column("employer", sa.String(20)),  # fingerprint, so that one does not fill a page
    sa.Column("demo", sa.Integer, nullable=False),
    sa.Column("hidden_after", Number),  # seconds since 1970; null: never
    sa.Column("gone_at", Number),  # when its sources no longer held it
    sa.Column("seen_at", Number, nullable=False),
    sa.Column("terms", sa.LargeBinary, nullable=False),  # see analysis.packed
    sa.Column("body", sa.Text, nullable=False),  # the offer as JSON
    sa.Index("ix_offers_demo_gone_at", "demo", "gone_at"),
)

offer_terms = sa.Table(
    "offer_terms",
    metadata,
    sa.Column("term", Number, primary_key=True, autoincrement=False),
    sa.Column("age", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("no", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

offer_links = sa.Table(
    "offer_links",
    metadata,
    sa.Column("key", sa.String(500), primary_key=True),  # see identity.key
    sa.Column("source", sa.String(64), primary_key=True),
    sa.Column("no", Number, nullable=False, index=True),
    sa.Column("url", sa.Text),
    sa.Column("run", sa.String(32), nullable=False),  # the last import that saw it
    sa.Column("gone", sa.Integer, nullable=False),
    sa.Index("ix_offer_links_source_run", "source", "run"),
)

offer_runs = sa.Table(
    "offer_runs",
    metadata,
    sa.Column("run", sa.String(32), primary_key=True),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("started_at", Number, nullable=False),
    sa.Column("finished_at", Number),
    sa.Column("report", sa.Text),
)

saved_offers = sa.Table(
    "saved_offers",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("id", sa.String(120), primary_key=True),
    sa.Column("saved_at", Number, nullable=False),
)

offer_alerts = sa.Table(
    "offer_alerts",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("search", sa.String(64), primary_key=True),  # fingerprint of the filters
    sa.Column("filters", sa.Text, nullable=False),
    sa.Column("variety", sa.String(12), nullable=False),
    sa.Column("every_days", sa.Integer, nullable=False),
    sa.Column("hour", sa.Integer, nullable=False),
    sa.Column("due_at", Number, nullable=False, index=True),
)

alerted_offers = sa.Table(
    "alerted_offers",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("id", sa.String(120), primary_key=True),
)

TABLES = (
    offers,
    offer_terms,
    offer_links,
    offer_runs,
    saved_offers,
    offer_alerts,
    alerted_offers,
)


def create(engine: Engine) -> None:
    """Create the tables that do not exist yet."""
    metadata.create_all(engine, tables=list(TABLES))
