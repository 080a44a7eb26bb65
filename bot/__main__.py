"""The command line: ``python -m bot --help``."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import warnings

from bot import settings as configuration
from bot.errors import WijhaError
from bot.logs import quieten

# TensorFlow is imported by Rasa though nothing of ours uses it; its start-up lines help nobody.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.filterwarnings("ignore", module="(rasa|sanic|pkg_resources|tensorflow|keras).*")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Wijha")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("serve", help="serve the bot; trains first when the model is too old")
    commands.add_parser("train", help="train the model")
    commands.add_parser("chat", help="talk to the bot in the terminal")
    options = parser.parse_args(arguments)
    try:
        return _run(options.command)
    except WijhaError as error:
        print(f"wijha: {error}", file=sys.stderr)
        return 1


def _run(command: str) -> int:
    settings = configuration.load()
    quieten()
    from bot import training  # noqa: PLC0415  only after the settings are known to be good

    if command == "train" or not training.up_to_date():
        training.train()
    if command == "serve":
        from bot.server import serve  # noqa: PLC0415  Rasa takes ten seconds to import

        serve(settings, training.MODEL)
    elif command == "chat":
        from bot.chat import chat  # noqa: PLC0415  Rasa takes ten seconds to import

        asyncio.run(chat(settings, training.MODEL))
    return 0


if __name__ == "__main__":
    sys.exit(main())
