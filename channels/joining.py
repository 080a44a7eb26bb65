"""Joining the texts of one turn where each message is billed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from channels.content import read

JOINED_TEXT = 1000
"""Stays below what a message with buttons may hold, so that joining never splits it again."""


def join_texts(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return messages where a text is put before the text that follows it.

    Only plain texts are moved, so buttons stay the last thing of a turn.
    """
    joined: list[dict[str, Any]] = []
    for message in messages:
        before = joined[-1] if joined else None
        if before is not None and read(before).is_text_only and message.get("text"):
            text = f"{before['text']}\n\n{message['text']}"
            if len(text) <= JOINED_TEXT or read(message).is_text_only:
                # utter_action of the first tells what the turn began with.
                joined[-1] = {**message, **_named(before), "text": text}
                continue
        joined.append(dict(message))
    return joined


def _named(message: dict[str, Any]) -> dict[str, Any]:
    name = message.get("utter_action")
    return {"utter_action": name} if name else {}
