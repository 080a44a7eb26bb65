"""Messenger's webhook (credentials.yml: ``channels.messenger.webhook.MessengerInput``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channel_settings import MessengerSettings
from channels.inbound import Event
from channels.messenger import limits
from channels.messenger.receive import NAME, events
from channels.webhook import MetaInput


class MessengerInput(MetaInput):
    """Receives what students write to a Facebook page."""

    largest_body = limits.WEBHOOK_BYTES

    @classmethod
    def name(cls) -> str:
        """Return the name of the channel."""
        return NAME

    @property
    def given(self) -> MessengerSettings | None:
        """The settings of the channel."""
        return self.settings.channels.messenger

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Return the events of a request."""
        return events(body, self.given.page_id) if self.given else []
