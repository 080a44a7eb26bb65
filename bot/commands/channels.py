"""``channels``: what is configured, whether the platforms answer, and setting them up."""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Any

from bot.channel_loading import checks, setups
from bot.logs import quieten
from bot.settings import Settings


def add(commands: Any) -> None:
    """Add the parsers."""
    parser = commands.add_parser("channels", help="check or set up Messenger, WhatsApp, Telegram")
    parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
    check = parts.add_parser("check", help="say what is configured and whether it answers")
    check.set_defaults(run=run_check)
    setup = parts.add_parser("setup", help="register webhooks, greeting, menu and commands")
    setup.add_argument("--url", help="public address of the bot, such as https://bot.example.ma")
    setup.add_argument("--whatsapp-account", help="id of the WhatsApp Business Account")
    setup.set_defaults(run=run_setup)


def run_check(options: argparse.Namespace, settings: Settings) -> int:
    """Print a line per channel; 1 when one that is on does not answer."""
    quieten()
    lines = asyncio.run(checks(settings, os.environ))
    return _print(lines)


def run_setup(options: argparse.Namespace, settings: Settings) -> int:
    """Set up the channels that are on; print what was done."""
    quieten()
    lines = asyncio.run(
        setups(settings, public_url=options.url, whatsapp_account=options.whatsapp_account)
    )
    return _print(lines)


def _print(lines: list[tuple[bool, str]]) -> int:
    for _, line in lines:
        print(line)
    return 0 if all(fine for fine, _ in lines) else 1
