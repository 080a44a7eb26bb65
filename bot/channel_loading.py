"""Finds the channels at run time: they stand on this package, so it cannot import them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from bot.settings import Settings

INPUTS = {
    "messenger": "channels.messenger.webhook.MessengerInput",
    "whatsapp": "channels.whatsapp.webhook.WhatsAppInput",
    "telegram": "channels.telegram.webhook.TelegramInput",
}
"""Class paths of the Rasa input channels, as credentials.yml names them."""


def inputs(settings: Settings) -> list[Any]:
    """Return Rasa's input channels of the platforms that are on."""
    return [
        _named(path)(settings)
        for name, path in INPUTS.items()
        if getattr(settings.channels, name) is not None
    ]


def hub(settings: Settings) -> Any:
    """Return a ``channels.hub.Hub`` with the platforms that are on."""
    platforms = _named("channels.hub.platforms_of")(settings.channels)
    return _named("channels.hub.Hub")(settings.database_url, platforms)


def _named(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(import_module(module), name)


async def checks(settings: Settings, environ: Mapping[str, str]) -> list[tuple[bool, str]]:
    """Return a line per channel on what is configured and whether the platform answers."""
    lines: list[tuple[bool, str]] = await _named("channels.setting_up.check")(settings, environ)
    return lines


async def setups(
    settings: Settings, public_url: str | None, whatsapp_account: str | None
) -> list[tuple[bool, str]]:
    """Register webhooks, greeting, menu and commands; return a line for each."""
    lines: list[tuple[bool, str]] = await _named("channels.setting_up.setup")(
        settings, public_url, whatsapp_account
    )
    return lines
