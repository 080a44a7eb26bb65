"""What replaces a message when a platform's window is closed: templates that Meta approved.

Which templates a centre has approved stands in data/channels/templates.yml, per kind of message and
variety. A kind without a template waits until the student writes again (``mark_held``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.messages.outbox import KINDS, REPLY
from bot.settings import DATA
from bot.understanding.language import VARIETIES
from channels.composing import Request

TEMPLATES = DATA / "channels" / "templates.yml"


@dataclass(frozen=True)
class Template:
    """A template of Meta: its name and the code under which its text was approved."""

    name: str
    language: str


def whatsapp_template(kind: str, message: Mapping[str, Any], variety: str | None) -> Request | None:
    """Return the request that sends a kind of message as a template; ``None`` without one."""
    template = _chosen("whatsapp", kind, variety)
    if template is None:
        return None
    fields = {"name": template.name, "language": {"code": template.language}}
    return Request("messages", {"type": "template", "template": {**fields, **_values(message)}})


def messenger_template(
    kind: str, message: Mapping[str, Any], variety: str | None
) -> Request | None:
    """Return the request that sends a kind of message as a utility message."""
    template = _chosen("messenger", kind, variety)
    if template is None:
        return None
    fields = {"name": template.name, "language": {"code": template.language}}
    message_body = {"template": {**fields, **_values(message)}}
    return Request("messages", {"messaging_type": "UTILITY", "message": message_body})


def _values(message: Mapping[str, Any]) -> dict[str, Any]:
    values = message.get("template") or [message.get("text") or ""]
    # Meta refuses new lines, tabs and runs of spaces in the values of a template.
    parameters = [{"type": "text", "text": " ".join(str(value).split())} for value in values]
    return {"components": [{"type": "body", "parameters": parameters}]}


def _chosen(channel: str, kind: str, variety: str | None) -> Template | None:
    known = variety if variety in VARIETIES else VARIETIES[0]
    return templates().get((channel, kind, known))


@lru_cache(maxsize=1)
def templates() -> dict[tuple[str, str, str], Template]:
    """Return the project's own templates, read once."""
    return read(TEMPLATES)


def read(path: Path) -> dict[tuple[str, str, str], Template]:
    """Read templates per channel, kind and variety.

    Raises:
        DataError: A kind or variety is unknown, or a kind lacks one of the varieties.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    found: dict[tuple[str, str, str], Template] = {}
    for channel, kinds in content.items():
        for kind, varieties in (kinds or {}).items():
            where = f"{channel}.{kind}"
            if kind not in KINDS or kind == REPLY:
                raise DataError(path, where, "is not a kind of message that can need a template")
            for variety in VARIETIES:
                entry = (varieties or {}).get(variety)
                if not entry:
                    raise DataError(path, f"{where}.{variety}", "the variety is missing")
                found[channel, kind, variety] = Template(entry["name"], entry["language"])
    return found
