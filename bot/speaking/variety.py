"""Which variety to answer in: the last clear message's, else the conversation's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.understanding.language import VARIETIES

CLEAR = 0.6  # a message below this ("ok", "casa", "10h") keeps the conversation's variety


def variety_of(parse_data: Mapping[str, Any], slots: Mapping[str, Any]) -> str:
    """Return one of the four varieties.

    Args:
        parse_data: What the pipeline understood of the last message, with ``language``.
        slots: Values of the slots by name; ``language`` is read.
    """
    heard = clear_language(parse_data)
    if heard:
        return heard
    if slots.get("language") in VARIETIES:
        return str(slots["language"])
    guess = (parse_data.get("language") or {}).get("name")
    return guess if guess in VARIETIES else VARIETIES[0]


def clear_language(parse_data: Mapping[str, Any]) -> str | None:
    """Return the variety a parsed message speaks clearly, or ``None``."""
    language = parse_data.get("language") or {}
    if language.get("name") in VARIETIES and language.get("confidence", 0.0) >= CLEAR:
        return str(language["name"])
    return None
