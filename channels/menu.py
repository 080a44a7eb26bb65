"""The menu that platforms show beside the conversation, in French and Arabic (data/channels)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from bot.settings import DATA

MENU = DATA / "channels" / "menu.yml"


@dataclass(frozen=True)
class Item:
    """A command of data/channels/entrances.yml with its title per language."""

    command: str
    titles: dict[str, str]


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    return dict(yaml.safe_load(MENU.read_text(encoding="utf-8")))


def greeting(language: str) -> str:
    """Return what is shown before the first message, in ``fr`` or ``ar``."""
    return str(_content()["greeting"][language])


def items() -> list[Item]:
    """Return the items in the order in which they are shown."""
    return [Item(name, dict(titles)) for name, titles in _content()["items"].items()]
