"""Creating the tables of this package where they do not exist yet."""

from __future__ import annotations

from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory.database import metadata, writing
from bot.messages.arrivals import arrivals
from bot.messages.contacts import addresses, contacts
from bot.messages.counts import counts
from bot.messages.due_work import due_work
from bot.messages.inbox import inbox
from bot.messages.outbox import outbox
from bot.messages.payloads import payloads

TABLES = (arrivals, contacts, addresses, inbox, outbox, payloads, counts, due_work)

_ADVISORY_LOCK = 0x57494A48  # any number, the same for all our processes


@lru_cache(maxsize=8)
def create(engine: Engine) -> None:
    """Create what is missing; safe when several processes begin at the same time.

    Raises:
        StorageError: The database does not answer.
    """
    with writing(engine) as connection:
        if engine.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
        metadata.create_all(connection, tables=list(TABLES))
