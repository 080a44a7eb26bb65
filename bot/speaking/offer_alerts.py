"""New offers as messages to send: one digest, one message."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.messages.outbox import ALERT, Outgoing, enqueue
from bot.offers import alerts
from bot.speaking import offers as said
from bot.speaking.catalogue import catalogue

_RESPONSE = "utter_alert_digest"
_USEFUL = timedelta(hours=20)  # a digest that could not be sent is worth less than tomorrow's


def deliver(connection: Connection, digest: alerts.Digest) -> None:
    """Store a digest in the outbox, in the caller's transaction."""
    buttons = [
        {"payload": button.payload, "title": button.titles[digest.variety]}
        for button in catalogue()[_RESPONSE].buttons
    ]
    search = said.wanted(digest.filters, digest.variety)
    listed = said.listed(digest.offers, digest.variety)
    message = {
        "text": said.text(_RESPONSE, digest.variety, search=search, offers=listed),
        "buttons": buttons,
        "template": [search, str(len(digest.offers))],
    }
    enqueue(
        connection,
        Outgoing(digest.sender_id, message, digest.key, ALERT, expires_at=clock.now() + _USEFUL),
    )


def send_due(engine: Engine) -> int:
    """Store every digest that is due; return how many."""
    return alerts.send_due(engine, deliver)
