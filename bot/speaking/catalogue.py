"""The catalogue of responses: data/responses/*.yml, the four varieties side by side."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.language import VARIETIES

RESPONSES = DATA / "responses"
TOP_KEY = "responses_catalogue"


@dataclass(frozen=True)
class Button:
    """A next step: what it sends and its title per variety."""

    payload: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class Response:
    """One thing the bot can say.

    Attributes:
        name: The key, such as ``utter_greet``.
        texts: Text per variety, with ``{placeholders}``.
        buttons: In the order they are shown.
    """

    name: str
    texts: Mapping[str, str]
    buttons: tuple[Button, ...] = field(default=())

    def placeholders(self, variety: str) -> frozenset[str]:
        """Return the names between braces in one variety's text."""
        parsed = string.Formatter().parse(self.texts[variety])
        return frozenset(name for _, name, _, _ in parsed if name)


def read(directory: Path = RESPONSES) -> dict[str, Response]:
    """Read and check all responses of a directory.

    Raises:
        DataError: A variety is missing or empty, placeholders differ, a name stands twice.
    """
    catalogue: dict[str, Response] = {}
    for path in sorted(directory.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        if TOP_KEY not in content:
            raise DataError(path, "", f"the top key {TOP_KEY!r} is missing")
        for name, entry in content[TOP_KEY].items():
            if name in catalogue:
                raise DataError(path, name, "stands twice in the catalogue")
            catalogue[name] = _response(path, name, entry)
    return catalogue


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Response]:
    """Return the project's own catalogue, read once."""
    return read()


def _response(path: Path, name: str, entry: Mapping[str, Any]) -> Response:
    texts = _varieties(path, name, entry)
    buttons = []
    for number, button in enumerate(entry.get("buttons") or (), start=1):
        where = f"{name}.buttons[{number}]"
        if not str(button.get("payload", "")).startswith("/"):
            raise DataError(path, where, "the payload must start with /")
        buttons.append(Button(button["payload"], _varieties(path, where, button)))
    response = Response(name, texts, tuple(buttons))
    wanted = response.placeholders(VARIETIES[0])
    for variety in VARIETIES[1:]:
        if response.placeholders(variety) != wanted:
            raise DataError(path, f"{name}.{variety}", "has other placeholders than fr")
    return response


def _varieties(path: Path, where: str, entry: Mapping[str, Any]) -> dict[str, str]:
    texts = {}
    for variety in VARIETIES:
        text = entry.get(variety)
        if not isinstance(text, str) or not text.strip():
            raise DataError(path, f"{where}.{variety}", "the variety is missing")
        texts[variety] = text.strip()
    return texts
