"""What links, menus, commands and single words of a platform stand for (data/channels)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.settings import DATA

ENTRANCES = DATA / "channels" / "entrances.yml"

_NOT_LETTERS = re.compile(r"[\W_]+")
# Marks that Arabic keyboards add or leave out; they change no word we look for.
_ARABIC_MARKS = re.compile("[\u064b-\u0652\u0640]")


@lru_cache(maxsize=1)
def entrances() -> dict[str, Any]:
    """Return the file, read once.

    Raises:
        DataError: A part is missing or a payload is not one.
    """
    return read(ENTRANCES)


def read(path: Path) -> dict[str, Any]:
    """Read and check a file of entrances.

    Raises:
        DataError: A part is missing or a payload is not one.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for part in ("start", "references", "commands", "stop_words"):
        if not content.get(part):
            raise DataError(path, part, "is missing")
    for part in ("references", "commands"):
        for name, payload in content[part].items():
            if not str(payload).startswith("/"):
                raise DataError(path, f"{part}.{name}", "the payload must start with /")
    return dict(content)


def payload_of_reference(reference: str) -> str:
    """Return what a link stands for; a greeting for one that is unknown or empty."""
    content = entrances()
    return str(content["references"].get(reference.strip().lower(), content["start"]))


def payload_of_command(name: str) -> str | None:
    """Return what a command of a menu stands for, or ``None``."""
    payload = entrances()["commands"].get(name.strip().lower())
    return None if payload is None else str(payload)


def is_stop_word(text: str) -> bool:
    """Whether a message is nothing but a word that ends all messages on our own account."""
    return _fold(text) in _stop_words()


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(_fold(word) for word in entrances()["stop_words"])


def _fold(text: str) -> str:
    text = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _NOT_LETTERS.sub(" ", text).strip()
