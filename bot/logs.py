"""What is logged: warnings and errors, never what a student wrote."""

from __future__ import annotations

import logging


def quieten(level: int = logging.WARNING) -> None:
    """Hold Rasa's logs at a level; below it they carry the text of messages."""
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415  slow import

    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for name in ("rasa", "rasa_sdk", "sanic.root", "sanic.error"):
        logging.getLogger(name).setLevel(level)
    configure_structlog(level)
