"""What the renderers share: keys for payloads, numbers for choices, links as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.messages.choices import numbered
from bot.messages.payloads import key_of
from channels.content import Button, Card
from channels.direction import isolate
from channels.wording import text_of


@dataclass(frozen=True)
class Request:
    """One call of a platform.

    Attributes:
        method: Name of the platform's method or path.
        body: Its JSON fields, without the recipient.
        upload: A file that goes with it: field name, file name, content, MIME type.
    """

    method: str
    body: Mapping[str, Any]
    upload: tuple[str, str, str, str] | None = None


@dataclass
class Composer:
    """Collects what must be remembered of a message while it is rendered.

    Attributes:
        sender_id: The student; keys are theirs alone.
        variety: For the few words that channels add.
        keys: The keys shown and what they stand for.
        choices: What typed numbers stand for, from 1.
    """

    sender_id: str
    variety: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    choices: list[dict[str, str]] = field(default_factory=list)

    def key(self, payload: str) -> str:
        """Return the short key of a payload and remember it."""
        key = key_of(self.sender_id, payload)
        self.keys[key] = payload
        return key

    def label(self, name: str) -> str:
        """Return one of the channels' own words."""
        return text_of(f"channel_label_{name}", self.variety)

    def number(self, buttons: Sequence[Button]) -> str:
        """Return buttons as numbered lines and remember what their numbers stand for.

        Buttons that have a number already (:meth:`cards_as_text`) are left out.
        """
        known = {each["payload"] for each in self.choices}
        new = [each for each in buttons if each.payload not in known]
        start = len(self.choices) + 1
        self.choices += [{"title": each.title, "payload": each.payload} for each in new]
        return numbered([each.title for each in new], start)

    def cards_as_text(self, text: str, cards: Sequence[Card]) -> tuple[str, list[Button]]:
        """Return cards as numbered paragraphs, and one button a card, named by its title.

        A student may type the numbers, wherever the buttons are shown.
        """
        steps: list[Button] = []
        paragraphs = [text] if text else []
        for card in cards:
            first = next((button for button in card.buttons if not button.url), None)
            head = card.text
            if first is not None:
                steps.append(Button(card.title, first.payload))
                self.choices.append({"title": card.title, "payload": first.payload})
                head = f"{len(self.choices)}. {card.text}"
            links = [button.url for button in card.buttons if button.url] or [card.url]
            paragraphs.append("\n".join(part for part in (head, *links) if part))
        return "\n\n".join(paragraphs), steps


def with_links(text: str, links: Sequence[Button]) -> str:
    """Return a text with its links as lines of their own."""
    lines = [f"{link.title}\n{link.url}" for link in links]
    return "\n\n".join(part for part in (text, *lines) if part)


def shown(text: str) -> str:
    """Return a text as it goes out: with Latin runs inside Arabic isolated."""
    return isolate(text)


def are_distinct(titles: Sequence[str]) -> bool:
    """Whether no title stands twice, which platforms refuse."""
    return len(set(titles)) == len(titles)
