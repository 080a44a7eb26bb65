"""A tracker store that stays short: one row a student, holding what the next turn needs.

Rasa replays all events of a tracker several times a turn, at a cost that grows with the square of
their number. So each save keeps the slots and the active loop as they were before the last turns,
followed by those turns, and forgets the rest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    Restarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from bot import clock
from bot.giving_way import give_way
from bot.memory.database import engine_for, metadata, reading, writing
from bot.memory.retention import CONVERSATION_DAYS

KEPT_TURNS = 2

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("events", sa.Text, nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, index=True),
)

with_save: ContextVar[Callable[[Connection, DialogueStateTracker, bool], None] | None] = ContextVar(
    "with_save", default=None
)
"""What else to write in the transaction that saves a turn, so that both happen or neither: the
connection, the conversation, and whether it was deleted."""


class ShortTrackerStore(TrackerStore):
    """Keeps conversations in the database, compacted at every save.

    Args:
        domain: The domain; Rasa sets it.
        host: SQLAlchemy URL of the database (Rasa's name for the ``url`` of an endpoint).
        event_broker: Passed on to Rasa.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str = "",
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._engine = engine_for(host)
        metadata.create_all(self._engine, tables=[conversations])

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the compacted conversation; a restarted one is deleted."""
        await self.stream_events(tracker)
        await give_way()
        events = compact(tracker)
        with writing(self._engine) as connection:
            if events:
                self._upsert(connection, tracker.sender_id, events)
            else:
                _delete(connection, tracker.sender_id)
            also = with_save.get()
            if also is not None:
                also(connection, tracker, not events)

    def _upsert(self, connection: Connection, sender_id: str, events: list[Event]) -> None:
        insert = postgresql.insert if self._engine.name == "postgresql" else sqlite.insert
        row = {
            "sender_id": sender_id,
            "events": json.dumps([event.as_dict() for event in events], ensure_ascii=False),
            "updated_at": clock.now(),
        }
        changed = {key: row[key] for key in ("events", "updated_at")}
        statement = insert(conversations).values(**row)
        statement = statement.on_conflict_do_update(index_elements=["sender_id"], set_=changed)
        connection.execute(statement)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation of a student, or ``None``."""
        await give_way()
        query = sa.select(conversations.c.events).where(conversations.c.sender_id == sender_id)
        with reading(self._engine) as connection:
            stored = connection.execute(query).scalar_one_or_none()
        if stored is None:
            return None
        return DialogueStateTracker.from_dict(sender_id, json.loads(stored), self.domain.slots)

    async def delete(self, sender_id: str) -> None:
        """Forget a student's conversation."""
        with writing(self._engine) as connection:
            _delete(connection, sender_id)

    async def keys(self) -> Iterable[str]:
        """Return the ids of all students with a conversation."""
        with reading(self._engine) as connection:
            return list(connection.execute(sa.select(conversations.c.sender_id)).scalars())


def _delete(connection: Connection, sender_id: str) -> None:
    connection.execute(sa.delete(conversations).where(conversations.c.sender_id == sender_id))


def purge(url: str, days: int = CONVERSATION_DAYS) -> int:
    """Delete the conversations whose last message is older than some days; return how many."""
    engine = engine_for(url)
    metadata.create_all(engine, tables=[conversations])
    limit = clock.now() - timedelta(days=days)
    with writing(engine) as connection:
        result = connection.execute(
            sa.delete(conversations).where(conversations.c.updated_at < limit)
        )
        return int(result.rowcount)


def compact(tracker: DialogueStateTracker, kept_turns: int = KEPT_TURNS) -> list[Event]:
    """Return the events that stand for a whole conversation.

    Args:
        tracker: The conversation with all it holds now.
        kept_turns: How many of the last student messages stay as they were, at least 1.

    Returns:
        Slots and active loop before the kept turns, then the kept turns; empty after a restart
        that nothing followed.
    """
    events = list(tracker.events)
    restarts = [i for i, event in enumerate(events) if isinstance(event, Restarted)]
    if restarts:
        events = events[restarts[-1] + 1 :]
        if not any(isinstance(event, UserUttered) for event in events):
            return []
    turns = [i for i, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= kept_turns:
        return events
    cut = turns[-kept_turns]
    before = DialogueStateTracker.from_events(
        tracker.sender_id, events[:cut], list(tracker.slots.values())
    )
    head: list[Event] = [
        SlotSet(name, slot.value)
        for name, slot in before.slots.items()
        if slot.value != slot.initial_value
    ]
    if before.active_loop_name:
        head.append(ActiveLoop(before.active_loop_name))
    head.append(ActionExecuted(ACTION_LISTEN_NAME))
    return head + events[cut:]
