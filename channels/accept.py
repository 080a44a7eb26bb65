"""Storing what a webhook brought: new students, changes of their standing, messages to answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.engine import Connection

from bot import clock
from bot.messages import contacts, counts, inbox, sending
from bot.messages.outbox import Outgoing, enqueue
from channels import inbound
from channels.inbound import Event, Inbound, Receipt, Standing
from channels.wording import message_of

MESSAGES_PER_MINUTE = 60
"""Of one student; more is told kindly and not answered."""
MESSAGES_PER_MINUTE_OF_ALL = 6000
"""Of all students together; more is answered late, and told so."""

HUMAN_ANSWERS_FOR = timedelta(hours=1)
"""How long the bot keeps quiet after a person of the centre wrote in a conversation."""

_BUSY_AGAIN_AFTER = timedelta(minutes=10)


def accept(connection: Connection, channel: str, events: Sequence[Event], at: datetime) -> int:
    """Store the events of a webhook in their order; repeats are dropped.

    Args:
        connection: A writing transaction.
        channel: Name of the channel.
        events: What the platform's reader made of the request.
        at: When the webhook came.

    Returns:
        How many messages wait for an answer because of them.
    """
    return sum(_store(connection, channel, event, at) for event in events)


def _store(connection: Connection, channel: str, event: Event, at: datetime) -> int:
    if isinstance(event, Receipt):
        if event.error is not None:
            sending.note_failure(connection, event.platform_id, event.error)
        return 0
    sender_id = contacts.resolve(connection, channel, event.known_as)
    if isinstance(event, Standing):
        _STANDING[event.change](connection, sender_id)
        return 0
    return _store_inbound(connection, channel, sender_id, event, at)


def _store_inbound(
    connection: Connection, channel: str, sender_id: str, event: Inbound, at: datetime
) -> int:
    if inbox.seen(connection, channel, event.event_key):
        return 0
    if event.opens_window:
        contacts.change(connection, sender_id, wrote_at=at, blocked_at=None, forgotten_at=None)
        sending.release_held(connection, sender_id)
    body: dict[str, Any] | None = None if event.kind == inbound.SILENT else event.body()
    if body is not None:
        body = _within_limits(connection, sender_id, body)
    new = inbox.receive(connection, channel, event.event_key, sender_id, body)
    return int(new and body is not None)


def _within_limits(
    connection: Connection, sender_id: str, body: dict[str, Any]
) -> dict[str, Any] | None:
    count = counts.count(connection, f"from:{sender_id}", 60.0)
    if count > MESSAGES_PER_MINUTE + 1:
        return None
    if count == MESSAGES_PER_MINUTE + 1:
        return {"event_key": body["event_key"], "kind": inbound.TOO_FAST}
    if counts.count(connection, "from:all", 60.0) > MESSAGES_PER_MINUTE_OF_ALL:
        _say_busy(connection, sender_id, body["event_key"])
    return body


def _say_busy(connection: Connection, sender_id: str, event_key: str) -> None:
    told = contacts.told_busy_at(connection, sender_id)
    if told is not None and told > clock.now() - _BUSY_AGAIN_AFTER:
        return
    contacts.change(connection, sender_id, told_busy_at=clock.now())
    contact = contacts.find(connection, sender_id)
    message = message_of("utter_busy", contact.variety if contact else None)
    enqueue(connection, Outgoing(sender_id, message, key=f"busy:{sender_id}:{event_key}"[:200]))


def _blocked(connection: Connection, sender_id: str) -> None:
    contacts.change(connection, sender_id, blocked_at=clock.now())


def _unblocked(connection: Connection, sender_id: str) -> None:
    contacts.change(connection, sender_id, blocked_at=None)


def _human(connection: Connection, sender_id: str) -> None:
    # When the bot speaks again, it says again that it is a program.
    until = clock.now() + HUMAN_ANSWERS_FOR
    contacts.change(connection, sender_id, human_until=until, disclosed_at=None)


def _handed_back(connection: Connection, sender_id: str) -> None:
    contacts.change(connection, sender_id, human_until=None, disclosed_at=None)


def _opted_out(connection: Connection, sender_id: str) -> None:
    contacts.opt_out(connection, sender_id)


_STANDING: dict[str, Callable[[Connection, str], None]] = {
    inbound.BLOCKED: _blocked,
    inbound.UNBLOCKED: _unblocked,
    inbound.HUMAN: _human,
    inbound.HANDED_BACK: _handed_back,
    inbound.OPTED_OUT: _opted_out,
    inbound.OPTED_IN: contacts.opt_in,
}
