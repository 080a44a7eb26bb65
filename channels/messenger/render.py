"""From Rasa's vocabulary to Messenger messages.

Buttons degrade in this order: quick replies with their titles (or a button template where links are
among them), numbered text with quick replies 1, 2, 3, numbered text alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.composing import Composer, Request, shown, with_links
from channels.content import Button, Card, Content, Document, read
from channels.messenger import limits
from channels.splitting import shorten, split

METHOD = "messages"


def render(message: Mapping[str, Any], composer: Composer) -> list[Request]:
    """Return the requests that show a message, in their order."""
    content = read(message)
    requests: list[Request] = []
    if content.image:
        requests.append(_attachment("image", content.image))
    if content.document is not None:
        requests.append(_document(content.document))
    text = content.text
    if content.place is not None:
        text = _with_map(text, content)
    if content.cards:
        requests += _texts(text)
        requests += _cards(content.cards, composer)
        text = ""
    if content.asks_location:
        text = text or composer.label("location")
    if content.links and _fit_template(text, [*content.links, *content.buttons]):
        requests.append(_template(text, [*content.links, *content.buttons], composer))
        return requests
    requests += _choice(with_links(text, content.links), content.buttons, composer)
    return requests


def _texts(text: str) -> list[Request]:
    return [_message({"text": part}) for part in split(shown(text), limits.TEXT)]


def _choice(text: str, buttons: Sequence[Button], composer: Composer) -> list[Request]:
    if not buttons:
        return _texts(text)
    if all(len(shown(each.title)) <= limits.QUICK_REPLY_TITLE for each in buttons):
        titles = [shown(each.title) for each in buttons]
    else:
        text = f"{text}\n\n{composer.number(buttons)}"
        titles = [str(number) for number in range(1, len(buttons) + 1)]
    if len(buttons) > limits.QUICK_REPLIES:
        if not composer.choices:
            text = f"{text}\n\n{composer.number(buttons)}"
        return _texts(f"{text}\n\n{composer.label('number')}")
    replies = [
        {"content_type": "text", "title": title, "payload": composer.key(each.payload)}
        for title, each in zip(titles, buttons, strict=True)
    ]
    *before, last = split(shown(text) or composer.label("choose"), limits.TEXT)
    return [
        *(_message({"text": part}) for part in before),
        _message({"text": last, "quick_replies": replies}),
    ]


def _fit_template(text: str, buttons: Sequence[Button]) -> bool:
    return (
        len(buttons) <= limits.TEMPLATE_BUTTONS
        and 0 < len(shown(text)) <= limits.TEMPLATE_TEXT
        and all(len(shown(each.title)) <= limits.BUTTON_TITLE for each in buttons)
    )


def _template(text: str, buttons: Sequence[Button], composer: Composer) -> Request:
    payload = {
        "template_type": "button",
        "text": shown(text),
        "buttons": [_button(each, composer) for each in buttons],
    }
    return _message({"attachment": {"type": "template", "payload": payload}})


def _button(button: Button, composer: Composer) -> dict[str, Any]:
    title = shorten(shown(button.title), limits.BUTTON_TITLE)
    if button.url:
        return {"type": "web_url", "title": title, "url": button.url}
    return {"type": "postback", "title": title, "payload": composer.key(button.payload)}


def _cards(cards: Sequence[Card], composer: Composer) -> list[Request]:
    requests = []
    for start in range(0, len(cards), limits.CARDS):
        elements = [_card(card, composer) for card in cards[start : start + limits.CARDS]]
        payload = {"template_type": "generic", "elements": elements}
        requests.append(_message({"attachment": {"type": "template", "payload": payload}}))
    return requests


def _card(card: Card, composer: Composer) -> dict[str, Any]:
    element: dict[str, Any] = {"title": shorten(shown(card.title), limits.CARD_TITLE)}
    if card.subtitle:
        element["subtitle"] = shorten(shown(card.subtitle), limits.CARD_SUBTITLE)
    if card.image:
        element["image_url"] = card.image
    if card.url:
        element["default_action"] = {"type": "web_url", "url": card.url}
    if card.buttons:
        shown_buttons = card.buttons[: limits.TEMPLATE_BUTTONS]
        element["buttons"] = [_button(each, composer) for each in shown_buttons]
    if len(element) == 1:
        # A title alone is refused.
        element["subtitle"] = element["title"]
    return element


def _document(document: Document) -> Request:
    if document.url:
        return _attachment("file", document.url)
    attachment = {"type": "file", "payload": {"is_reusable": False}}
    upload = ("filedata", document.filename, document.content, document.mime_type)
    return Request(METHOD, {"message": {"attachment": attachment}}, upload)


def _attachment(kind: str, url: str) -> Request:
    return _message({"attachment": {"type": kind, "payload": {"url": url, "is_reusable": True}}})


def _with_map(text: str, content: Content) -> str:
    # Messenger shows no place of a sender; a link opens the map.
    place = content.place
    assert place is not None  # the caller looked
    link = f"https://www.google.com/maps/search/?api=1&query={place.latitude},{place.longitude}"
    return "\n".join(part for part in (text, place.name, place.address, link) if part)


def _message(fields: dict[str, Any]) -> Request:
    return Request(METHOD, {"message": fields})
