"""Telegram's webhook, commands and description."""

from __future__ import annotations

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from channels.menu import greeting, items
from channels.telegram.platform import platform_error
from channels.telegram.receive import ALLOWED_UPDATES

DEFAULT_LANGUAGE = "fr"


async def describe(bot: Bot) -> dict[str, str]:
    """Return the bot's name.

    Raises:
        PlatformError: Telegram refuses the token or does not answer.
    """
    try:
        me = await bot.get_me()
    except TelegramError as error:
        raise platform_error(error) from error
    return {"name": f"@{me.username}"}


async def commands_and_webhook(bot: Bot, public_url: str | None, secret: str) -> list[str]:
    """Register all of it; the webhook only with a public address. Return what was done.

    Raises:
        PlatformError: Telegram refuses it.
    """
    try:
        for language in ("fr", "ar"):
            commands = [BotCommand(item.command, item.titles[language]) for item in items()]
            # French is also what students of any other language of the phone see.
            for code in {None, language} if language == DEFAULT_LANGUAGE else {language}:
                await bot.set_my_commands(commands, language_code=code)
                await bot.set_my_description(greeting(language), language_code=code)
        done = ["commands and description set in French and Arabic"]
        if public_url is not None:
            await bot.set_webhook(
                f"{public_url.rstrip('/')}/webhooks/telegram/webhook",
                secret_token=secret,
                allowed_updates=list(ALLOWED_UPDATES),
            )
            done.append("webhook registered")
    except TelegramError as error:
        raise platform_error(error) from error
    return done
