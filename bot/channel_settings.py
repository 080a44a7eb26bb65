"""What the environment says of each channel: all of it, or nothing and the channel is off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import ConfigurationError

GRAPH_API_URL = "https://graph.facebook.com"
GRAPH_API_VERSION = "v25.0"
TELEGRAM_API_URL = "https://api.telegram.org"

_VERSION = re.compile(r"/v\d+\.\d+$")
_TELEGRAM_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


@dataclass(frozen=True)
class MessengerSettings:
    """A Facebook page; secrets are kept out of its ``repr``."""

    page_id: str
    page_token: str
    app_secret: str
    verify_token: str
    graph_api_url: str

    def __repr__(self) -> str:
        return f"MessengerSettings(page_id={self.page_id!r})"


@dataclass(frozen=True)
class WhatsAppSettings:
    """A phone number of the WhatsApp Cloud API; secrets are kept out of its ``repr``."""

    phone_number_id: str
    token: str
    app_secret: str
    verify_token: str
    graph_api_url: str

    def __repr__(self) -> str:
        return f"WhatsAppSettings(phone_number_id={self.phone_number_id!r})"


@dataclass(frozen=True)
class TelegramSettings:
    """A Telegram bot; secrets are kept out of its ``repr``."""

    token: str
    secret_token: str
    api_url: str

    def __repr__(self) -> str:
        return "TelegramSettings()"


@dataclass(frozen=True)
class ChannelSettings:
    """The channels that are on; ``None`` for those that are off."""

    messenger: MessengerSettings | None = None
    whatsapp: WhatsAppSettings | None = None
    telegram: TelegramSettings | None = None


MESSENGER_VARIABLES = (
    "MESSENGER_PAGE_ID",
    "MESSENGER_PAGE_TOKEN",
    "MESSENGER_APP_SECRET",
    "MESSENGER_VERIFY_TOKEN",
)
WHATSAPP_VARIABLES = (
    "WHATSAPP_PHONE_NUMBER_ID",
    "WHATSAPP_TOKEN",
    "WHATSAPP_APP_SECRET",
    "WHATSAPP_VERIFY_TOKEN",
)
TELEGRAM_VARIABLES = ("TELEGRAM_TOKEN", "TELEGRAM_SECRET_TOKEN")


def load(env: Mapping[str, str]) -> ChannelSettings:
    """Read the channels from the environment.

    Raises:
        ConfigurationError: A channel is configured in part; names what is missing.
    """
    graph = _graph_url(env)
    messenger = _all_or_none(env, "Messenger", MESSENGER_VARIABLES)
    whatsapp = _all_or_none(env, "WhatsApp", WHATSAPP_VARIABLES)
    telegram = _all_or_none(env, "Telegram", TELEGRAM_VARIABLES)
    if telegram and not _TELEGRAM_SECRET.fullmatch(telegram[1]):
        raise ConfigurationError(
            "TELEGRAM_SECRET_TOKEN: must be 1 to 256 characters of A-Z a-z 0-9 _ -"
        )
    return ChannelSettings(
        MessengerSettings(*messenger, *[graph]) if messenger else None,
        WhatsAppSettings(*whatsapp, *[graph]) if whatsapp else None,
        TelegramSettings(*telegram, *[_url(env, "TELEGRAM_API_URL", TELEGRAM_API_URL)])
        if telegram
        else None,
    )


def missing(env: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """Return the variables that are not set."""
    return [name for name in names if not env.get(name)]


def _all_or_none(
    env: Mapping[str, str], channel: str, names: tuple[str, ...]
) -> tuple[str, ...] | None:
    absent = missing(env, names)
    if len(absent) == len(names):
        return None
    if absent:
        raise ConfigurationError(f"{channel} is configured in part: {', '.join(absent)} missing")
    return tuple(env[name].strip() for name in names)


def _graph_url(env: Mapping[str, str]) -> str:
    url = _url(env, "GRAPH_API_URL", GRAPH_API_URL)
    return url if _VERSION.search(url) else f"{url}/{GRAPH_API_VERSION}"


def _url(env: Mapping[str, str], name: str, default: str) -> str:
    url = (env.get(name) or default).rstrip("/")
    if not url.startswith(("https://", "http://")):
        raise ConfigurationError(f"{name}={url!r}: must begin with https://")
    return url
