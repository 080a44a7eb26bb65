"""WhatsApp's webhook (credentials.yml: ``channels.whatsapp.webhook.WhatsAppInput``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channel_settings import WhatsAppSettings
from channels.inbound import Event
from channels.webhook import MetaInput
from channels.whatsapp import limits
from channels.whatsapp.receive import NAME, events


class WhatsAppInput(MetaInput):
    """Receives what students write to a WhatsApp number."""

    largest_body = limits.WEBHOOK_BYTES

    @classmethod
    def name(cls) -> str:
        """Return the name of the channel."""
        return NAME

    @property
    def given(self) -> WhatsAppSettings | None:
        """The settings of the channel."""
        return self.settings.channels.whatsapp

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Return the events of a request."""
        return events(body, self.given.phone_number_id) if self.given else []
