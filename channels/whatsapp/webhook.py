"""WhatsApp's webhook (credentials.yml: ``channels.whatsapp.webhook.WhatsAppInput``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    def is_on(self) -> bool:
        """Whether a number is configured."""
        return self.settings.channels.whatsapp is not None

    @property
    def app_secret(self) -> str:
        """Signs the requests."""
        given = self.settings.channels.whatsapp
        return given.app_secret if given else ""

    @property
    def verify_token(self) -> str:
        """What Meta says to have the address confirmed."""
        given = self.settings.channels.whatsapp
        return given.verify_token if given else ""

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Return the events of a request."""
        given = self.settings.channels.whatsapp
        return events(body, given.phone_number_id) if given else []
