"""Checking what is configured and registering it with the platforms; for operators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.channel_settings import MESSENGER_VARIABLES, TELEGRAM_VARIABLES, WHATSAPP_VARIABLES
from bot.errors import ConfigurationError, PlatformError
from bot.settings import Settings
from channels.messenger.platform import MessengerPlatform
from channels.messenger.setup import greet_and_menu
from channels.platform import Platform
from channels.telegram.platform import TelegramPlatform
from channels.telegram.setup import commands_and_webhook, describe
from channels.whatsapp.platform import WhatsAppPlatform

Line = tuple[bool, str]
"""Whether all is well, and what an operator reads."""

_VARIABLES = {
    "messenger": MESSENGER_VARIABLES,
    "whatsapp": WHATSAPP_VARIABLES,
    "telegram": TELEGRAM_VARIABLES,
}


async def check(settings: Settings, environ: Mapping[str, str]) -> list[Line]:
    """Return a line per channel: off and what it needs, or on and whether it answers."""
    lines: list[Line] = []
    given = settings.channels
    for name, variables in _VARIABLES.items():
        if getattr(given, name) is None:
            lines.append((True, f"{name}: off (needs {', '.join(variables)})"))
    if given.messenger is not None:
        messenger = MessengerPlatform(given.messenger)
        page_id = given.messenger.page_id
        lines.append(
            await _asked(messenger, lambda: messenger.graph.get(page_id, fields="name"), "name")
        )
    if given.whatsapp is not None:
        whatsapp = WhatsAppPlatform(given.whatsapp)
        number, fields = given.whatsapp.phone_number_id, "verified_name,quality_rating"
        lines.append(
            await _asked(
                whatsapp, lambda: whatsapp.graph.get(number, fields=fields), "verified_name"
            )
        )
    if given.telegram is not None:
        telegram = TelegramPlatform(given.telegram)
        lines.append(await _asked(telegram, lambda: describe(telegram.bot), "name"))
    return lines


async def setup(
    settings: Settings, public_url: str | None, whatsapp_account: str | None
) -> list[Line]:
    """Register what can be registered; return a line for each step.

    Raises:
        ConfigurationError: No channel is on, or the public address is not HTTPS.
    """
    given = settings.channels
    if given.messenger is None and given.whatsapp is None and given.telegram is None:
        raise ConfigurationError("no channel is configured; `channels check` says what each needs")
    if public_url is not None and not public_url.startswith("https://"):
        raise ConfigurationError(f"--url {public_url}: platforms only call https addresses")
    lines: list[Line] = []
    if given.messenger is not None:
        messenger = MessengerPlatform(given.messenger)
        page_id = given.messenger.page_id
        lines += await _done(messenger, lambda: greet_and_menu(messenger.graph, page_id))
        lines.append((True, _meta_webhook("messenger", public_url)))
    if given.whatsapp is not None:
        if whatsapp_account is None:
            lines.append((False, "whatsapp: give --whatsapp-account to subscribe the account"))
        else:
            whatsapp = WhatsAppPlatform(given.whatsapp)
            path = f"{whatsapp_account}/subscribed_apps"
            lines += await _done(whatsapp, lambda: _subscribed(whatsapp, path))
        lines.append((True, _meta_webhook("whatsapp", public_url)))
    if given.telegram is not None:
        telegram = TelegramPlatform(given.telegram)
        secret = given.telegram.secret_token
        lines += await _done(
            telegram, lambda: commands_and_webhook(telegram.bot, public_url, secret)
        )
        if public_url is None:
            lines.append((False, "telegram: give --url to register the webhook"))
    return lines


async def _subscribed(whatsapp: WhatsAppPlatform, path: str) -> list[str]:
    await whatsapp.graph.post(path, {})
    return ["account subscribed"]


def _meta_webhook(channel: str, public_url: str | None) -> str:
    address = f"{public_url or 'https://<your address>'}/webhooks/{channel}/webhook"
    return f"{channel}: in Meta's dashboard, set the callback URL to {address}"


async def _asked(
    platform: Platform, question: Callable[[], Awaitable[Mapping[str, Any]]], name: str
) -> Line:
    await platform.open()
    try:
        answer = await question()
    except PlatformError as error:
        return False, f"{platform.name}: on, but the platform {_failing(error)}"
    finally:
        await platform.close()
    return True, f"{platform.name}: on, answers as {answer.get(name) or 'unnamed'}"


async def _done(platform: Platform, step: Callable[[], Awaitable[list[str]]]) -> list[Line]:
    await platform.open()
    try:
        return [(True, f"{platform.name}: {what}") for what in await step()]
    except PlatformError as error:
        return [(False, f"{platform.name}: the platform {_failing(error)}")]
    finally:
        await platform.close()


def _failing(error: PlatformError) -> str:
    """Say whose turn it is: to correct what is refused, or to wait for the platform."""
    return f"{'does not answer' if error.fate == 'retry' else 'refuses'}: {error.code}"
