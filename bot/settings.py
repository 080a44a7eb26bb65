"""Configuration from the environment, read once and checked before anything starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot import channel_settings, clock
from bot.channel_settings import ChannelSettings
from bot.errors import ConfigurationError

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
VAR = ROOT / "var"
MODELS = ROOT / "models"

PROFILES = ("dev", "prod")


@dataclass(frozen=True)
class Settings:
    """What the environment says.

    Attributes:
        database_url: SQLAlchemy URL; SQLite under ``var/`` unless set.
        redis_url: Redis URL, or ``None`` to keep locks and queues in the process.
        profile: ``dev`` or ``prod``.
        port: TCP port of the server.
        public_url: Where students reach the server, without a slash at the end.
        api_token: Token for Rasa's HTTP API in ``prod``; ``None`` keeps that API closed.
        channels: The messaging platforms that are on.
    """

    database_url: str
    redis_url: str | None
    profile: str
    port: int
    public_url: str
    api_token: str | None
    channels: ChannelSettings = field(default_factory=ChannelSettings)

    @property
    def is_dev(self) -> bool:
        """Whether the open developer doors (REST channel, parse without token) exist."""
        return self.profile == "dev"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Args:
        environ: The environment; ``os.environ`` unless given.

    Raises:
        ConfigurationError: A variable has a value that cannot be used; says which.
    """
    env = os.environ if environ is None else environ
    profile = env.get("BOT_PROFILE") or "dev"
    if profile not in PROFILES:
        raise ConfigurationError(f"BOT_PROFILE={profile!r}: must be one of {', '.join(PROFILES)}")
    _check_clock(env, profile)
    return Settings(
        database_url=_database_url(env),
        redis_url=env.get("REDIS_URL") or None,
        profile=profile,
        port=_port(env),
        public_url=_public_url(env),
        api_token=env.get("BOT_API_TOKEN") or None,
        channels=channel_settings.load(env),
    )


def _check_clock(env: Mapping[str, str], profile: str) -> None:
    fixed = env.get("BOT_NOW")
    if not fixed:
        return
    if profile == "prod":
        raise ConfigurationError("BOT_NOW is set: a frozen clock is refused in BOT_PROFILE=prod")
    try:
        clock.parse(fixed)
    except ValueError:
        raise ConfigurationError(f"BOT_NOW={fixed!r}: must be an ISO 8601 moment") from None


def _database_url(env: Mapping[str, str]) -> str:
    url = env.get("DATABASE_URL") or f"sqlite:///{VAR / 'wijha.sqlite3'}"
    # The short scheme is what hosting providers hand out; SQLAlchemy 1.4 wants the long one.
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    if not url.startswith(("sqlite:", "postgresql:", "postgresql+")):
        scheme = url.split(":", 1)[0]
        raise ConfigurationError(
            f"DATABASE_URL: scheme {scheme!r} is not supported (sqlite, postgresql)"
        )
    return url


def _public_url(env: Mapping[str, str]) -> str:
    url = (env.get("PUBLIC_URL") or f"http://localhost:{_port(env)}").rstrip("/")
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError(f"PUBLIC_URL={url!r}: must begin with https://")
    return url


def _port(env: Mapping[str, str]) -> int:
    text = env.get("PORT") or "5005"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ConfigurationError(f"PORT={text!r}: must be a number from 1 to 65535")
    return int(text)
