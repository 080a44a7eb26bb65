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


def language_to_keep(parse_data: Mapping[str, Any], kept: object) -> str | None:
    """Return the variety that a conversation is to keep from this message on, or ``None``.

    A clear message changes it. One that is not clear only begins it: a student who greets in
    Arabic letters and presses a button next reads on in Arabic.

    Args:
        parse_data: What the pipeline understood of the message.
        kept: What the conversation keeps so far.
    """
    heard = clear_language(parse_data)
    if heard or kept in VARIETIES or str(parse_data.get("text") or "").startswith("/"):
        return heard
    language = parse_data.get("language") or {}
    guess, sure = language.get("name"), language.get("confidence", 0.0)
    # French is what a conversation without a variety is answered in anyway.
    return str(guess) if guess in VARIETIES[1:] and sure > 0 else None
