"""Sentences of the catalogue for what channels say by themselves."""

from __future__ import annotations

from typing import Any

from bot.speaking.catalogue import catalogue
from bot.understanding.language import VARIETIES


def text_of(name: str, variety: str | None, **values: str) -> str:
    """Return a sentence in a variety (French for a student we know nothing of)."""
    text = catalogue()[name].texts[variety if variety in VARIETIES else VARIETIES[0]]
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def message_of(name: str, variety: str | None, **values: str) -> dict[str, Any]:
    """Return a response in Rasa's vocabulary: text and its buttons."""
    known = variety if variety in VARIETIES else VARIETIES[0]
    message: dict[str, Any] = {"text": text_of(name, known, **values)}
    buttons = catalogue()[name].buttons
    if buttons:
        message["buttons"] = [
            {"title": button.titles[known], "payload": button.payload} for button in buttons
        ]
    return message
