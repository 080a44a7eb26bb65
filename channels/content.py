"""A message in Rasa's vocabulary, read into the few things that platforms can show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Button:
    """A next step: sends a payload, or opens a link when ``url`` is set."""

    title: str
    payload: str = ""
    url: str = ""


@dataclass(frozen=True)
class Card:
    """One of several things side by side (Rasa's ``elements``)."""

    title: str
    subtitle: str = ""
    image: str = ""
    url: str = ""
    buttons: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """Title and subtitle as lines."""
        return "\n".join(part for part in (self.title, self.subtitle) if part)


@dataclass(frozen=True)
class Document:
    """A file: at a link, or with its content (a calendar entry) to upload."""

    filename: str
    url: str = ""
    content: str = ""
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True)
class Place:
    """A point on the map."""

    latitude: float
    longitude: float
    name: str = ""
    address: str = ""


@dataclass(frozen=True)
class Content:
    """All that one message holds."""

    text: str = ""
    buttons: tuple[Button, ...] = ()
    cards: tuple[Card, ...] = ()
    image: str = ""
    document: Document | None = None
    place: Place | None = None
    asks_location: bool = False
    links: tuple[Button, ...] = field(default=())

    @property
    def is_text_only(self) -> bool:
        """Whether there is nothing but words."""
        return self == Content(text=self.text)


def read(message: Mapping[str, Any]) -> Content:
    """Read a message.

    Args:
        message: ``text``, ``buttons`` or ``quick_replies``, ``elements``, ``image``,
            ``attachment`` (Rasa's), and under ``custom``: ``document`` (``filename``, ``url`` or
            ``content``, ``mime_type``), ``location`` (``latitude``, ``longitude``, ``name``,
            ``address``), ``request_location`` (true).
    """
    custom = message.get("custom") or {}
    attachment = message.get("attachment")
    buttons = _buttons([*(message.get("buttons") or ()), *(message.get("quick_replies") or ())])
    elements = [*(message.get("elements") or ()), *_attached_elements(attachment)]
    return Content(
        text=str(message.get("text") or "").strip(),
        buttons=tuple(button for button in buttons if not button.url),
        links=tuple(button for button in buttons if button.url),
        cards=tuple(_card(element) for element in elements),
        image=str(message.get("image") or _attached(attachment, "image") or ""),
        document=_document(custom.get("document"), attachment),
        place=_place(custom.get("location")),
        asks_location=bool(custom.get("request_location")),
    )


def _buttons(entries: Iterable[Mapping[str, Any]]) -> list[Button]:
    return [
        Button(
            str(entry.get("title") or ""),
            str(entry.get("payload") or entry.get("title") or ""),
            str(entry.get("url") or ""),
        )
        for entry in entries
        if entry.get("title")
    ]


def _card(element: Mapping[str, Any]) -> Card:
    return Card(
        str(element.get("title") or ""),
        str(element.get("subtitle") or ""),
        str(element.get("image_url") or element.get("image") or ""),
        str((element.get("default_action") or {}).get("url") or ""),
        tuple(_buttons(element.get("buttons") or ())),
    )


def _payload(attachment: Any) -> Mapping[str, Any]:
    payload = attachment.get("payload") if isinstance(attachment, Mapping) else None
    return payload if isinstance(payload, Mapping) else {}


def _attached_elements(attachment: Any) -> Sequence[Mapping[str, Any]]:
    return _payload(attachment).get("elements") or ()


def _attached(attachment: Any, kind: str) -> str:
    if isinstance(attachment, Mapping) and attachment.get("type") == kind:
        payload = _payload(attachment)
        return str(payload.get("url") or payload.get("src") or "")
    return ""


def _document(custom: Mapping[str, Any] | None, attachment: Any) -> Document | None:
    if custom:
        url = str(custom.get("url") or "")
        return Document(
            str(custom.get("filename") or url.rsplit("/", 1)[-1] or "document"),
            url,
            str(custom.get("content") or ""),
            str(custom.get("mime_type") or "application/octet-stream"),
        )
    url = attachment if isinstance(attachment, str) else _attached(attachment, "file")
    if not url:
        return None
    name = _payload(attachment).get("filename") or url.rsplit("/", 1)[-1]
    return Document(str(name), url)


def _place(custom: Mapping[str, Any] | None) -> Place | None:
    if not custom:
        return None
    return Place(
        float(custom["latitude"]),
        float(custom["longitude"]),
        str(custom.get("name") or ""),
        str(custom.get("address") or ""),
    )
