"""Telegram's webhook (credentials.yml: ``channels.telegram.webhook.TelegramInput``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sanic.request import Request

from bot.channel_settings import TelegramSettings
from channels.authentic import same_secret
from channels.inbound import Event
from channels.telegram import limits
from channels.telegram.receive import NAME, events
from channels.webhook import PlatformInput

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class TelegramInput(PlatformInput):
    """Receives what students write to a Telegram bot."""

    largest_body = limits.WEBHOOK_BYTES

    @classmethod
    def name(cls) -> str:
        """Return the name of the channel."""
        return NAME

    @property
    def given(self) -> TelegramSettings | None:
        """The settings of the channel."""
        return self.settings.channels.telegram

    def refusal_by_header(self, request: Request) -> int | None:
        """Refuse who does not know the secret that we gave Telegram."""
        secret = request.headers.get(SECRET_HEADER, "")
        if not secret or self.given is None:
            return 401
        return None if same_secret(secret, self.given.secret_token) else 403

    def refusal(self, request: Request, body: bytes) -> int | None:
        """Accept: the header said it all."""
        return None

    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Return the event of an update."""
        return events(body)
