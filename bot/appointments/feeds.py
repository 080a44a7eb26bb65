"""The secret addresses under which counsellors subscribe to their own calendar."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from bot.appointments.tables import feeds
from bot.memory.database import reading, writing


def secret_of(engine: Engine, counsellor: str, renew: bool = False) -> str:
    """Return the secret of a counsellor's feed, made when there is none.

    Args:
        engine: The database; its tables exist.
        counsellor: Id in the agenda.
        renew: Make another one, so that the old address ends.
    """
    insert = postgresql.insert if engine.name == "postgresql" else sqlite.insert
    statement = insert(feeds).values(counsellor=counsellor, secret=secrets.token_urlsafe(24))
    if renew:
        changed = {"secret": statement.excluded.secret}
        statement = statement.on_conflict_do_update(index_elements=["counsellor"], set_=changed)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=["counsellor"])
    query = sa.select(feeds.c.secret).where(feeds.c.counsellor == counsellor)
    with writing(engine) as connection:
        connection.execute(statement)
        return str(connection.execute(query).scalar_one())


def counsellor_of(engine: Engine, secret: str) -> str | None:
    """Return whose feed a secret names, or ``None``."""
    query = sa.select(feeds.c.counsellor).where(feeds.c.secret == secret)
    with reading(engine) as connection:
        found = connection.execute(query).scalar()
    return None if found is None else str(found)
