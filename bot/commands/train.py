"""``train``: the model from the sources, whether or not it is too old."""

from __future__ import annotations

import argparse
from typing import Any

from bot import preflight
from bot.logs import quieten
from bot.settings import Settings


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser("train", help="train the model")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Train."""
    preflight.check()
    quieten()
    from bot import training  # noqa: PLC0415  only when it is the command

    training.train()
    return 0
