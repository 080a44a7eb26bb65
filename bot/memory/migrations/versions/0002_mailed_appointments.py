"""Which change of an appointment was last sent by e-mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; nothing was sent before."""
    with op.batch_alter_table("appointments") as table:
        table.add_column(sa.Column("mailed", sa.Integer(), nullable=False, server_default="-1"))


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("appointments") as table:
        table.drop_column("mailed")
