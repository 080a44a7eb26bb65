"""``worker``: reminders, alerts and purges; sends what waits in the outbox."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot.logs import quieten
from bot.settings import Settings


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser(
        "worker", help="send reminders and alerts, delete what is old; beside or without serve"
    )
    parser.add_argument(
        "--once", action="store_true", help="do what is due now and end, for a cron job"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Work until stopped, or once."""
    quieten()
    from bot.worker import work  # noqa: PLC0415  only when it is the command

    asyncio.run(work(settings, once=options.once))
    return 0
