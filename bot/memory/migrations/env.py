"""What Alembic runs; it works on the connection that ``bot.memory.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from bot.memory.all_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
