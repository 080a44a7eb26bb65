"""Messenger's webhook (credentials.yml: ``channels.messenger.webhook.MessengerInput``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
    def is_on(self) -> bool:
        """Whether a page is configured."""
        return self.settings.channels.messenger is not None

    @property
    def app_secret(self) -> str:
        """Signs the requests."""
        given = self.settings.channels.messenger
        return given.app_secret if given else ""

    @property
    def verify_token(self) -> str:
        """What Meta says to have the address confirmed."""
        given = self.settings.channels.messenger
        return given.verify_token if given else ""

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Return the events of a request."""
        given = self.settings.channels.messenger
        return events(body, given.page_id) if given else []
