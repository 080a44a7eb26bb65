"""Webhooks that were acknowledged and wait to be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import bot.memory.moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table, unless a command that ran before this one has done so."""
    if sa.inspect(op.get_bind()).has_table("arrivals"):
        return
    op.create_table(
        "arrivals",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            nullable=False,
            autoincrement=True,
        ),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("arrived_at", bot.memory.moment.Moment(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("arrivals")
