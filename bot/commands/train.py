"""``train``: the model from the sources."""

from __future__ import annotations

import argparse
from typing import Any

from bot import preflight
from bot.logs import quieten
from bot.settings import Settings


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser("train", help="train the model")
    parser.add_argument(
        "--if-old", action="store_true", help="only when the sources are newer than the model"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Train, unless the model is new enough for whom that is enough."""
    preflight.check()
    quieten()
    from bot import training  # noqa: PLC0415  only when it is the command

    if options.if_old:
        training.ensure_trained()
    else:
        training.train()
    return 0
