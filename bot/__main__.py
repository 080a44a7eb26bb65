"""The command line: ``python -m bot --help``."""

from __future__ import annotations

import argparse
import os
import sys
import warnings

from sqlalchemy.exc import SQLAlchemyError

from bot import settings as configuration
from bot.commands import appointments, channels, chat, offers, serve, train, worker
from bot.errors import WijhaError

# TensorFlow is imported by Rasa though nothing of ours uses it; its start-up lines help nobody.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
warnings.filterwarnings("ignore", module="(rasa|sanic|pkg_resources|tensorflow|keras).*")

COMMANDS = (serve, train, chat, offers, appointments, channels, worker)


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="Wijha")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options, configuration.load()))
    except WijhaError as error:
        return _failed(str(error))
    except SQLAlchemyError as error:
        return _failed(f"database: {getattr(error, 'orig', None) or error}")
    except OSError as error:
        return _failed(f"{error.filename or 'system'}: {error.strerror or error}")


def _failed(message: str) -> int:
    lines = message.strip().splitlines() or ["failed"]
    print(f"wijha: {lines[0]}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
