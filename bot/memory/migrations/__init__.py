"""Migrations of the database (Alembic); :mod:`bot.memory.upgrade` runs them."""
