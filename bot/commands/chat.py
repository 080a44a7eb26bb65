"""``chat``: talk to the bot in the terminal."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot import preflight
from bot.logs import quieten
from bot.settings import Settings


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser("chat", help="talk to the bot in the terminal")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Talk until the end of input."""
    preflight.check()
    quieten()
    from bot.training import ensure_trained  # noqa: PLC0415  only when it is the command

    model = ensure_trained()
    from bot.chat import chat  # noqa: PLC0415  Rasa takes ten seconds to import

    asyncio.run(chat(settings, model))
    return 0
