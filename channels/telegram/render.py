"""From Rasa's vocabulary to Telegram calls.

Buttons are inline keyboards, one button a row. More than a keyboard holds become numbered text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.composing import Composer, Request, shown, with_links
from channels.content import Button, Card, Content, Document, Place, read
from channels.splitting import shorten, split, utf16_units
from channels.telegram import limits


def render(message: Mapping[str, Any], composer: Composer) -> list[Request]:
    """Return the calls that show a message, in their order."""
    content = read(message)
    requests: list[Request] = []
    if content.place is not None:
        requests.append(_place(content.place))
    text, buttons = content.text, [*content.buttons, *content.links]
    if content.cards:
        if any(card.image or len(card.buttons) > 1 for card in content.cards):
            requests += _texts(text)
            for card in content.cards:
                requests += _card(card, composer)
            text = ""
        else:
            text, steps = composer.cards_as_text(text, content.cards)
            buttons = [*steps, *buttons]
    if len(buttons) > limits.INLINE_BUTTONS:
        numbers, hint = composer.number(content.buttons), composer.label("number")
        text, buttons = with_links(f"{text}\n\n{numbers}\n\n{hint}", content.links), []
    if content.asks_location:
        return [*requests, _location_request(text, composer)]
    keyboard = _keyboard(buttons, composer)
    if content.image:
        return [*requests, *_photo(content.image, text, keyboard)]
    if content.document is not None:
        return [*requests, *_document(content, text, keyboard)]
    if keyboard and not text:
        text = composer.label("choose")
    return [*requests, *_texts(text, keyboard)]


def _texts(text: str, keyboard: dict[str, Any] | None = None) -> list[Request]:
    parts = split(shown(text), limits.TEXT, utf16_units)
    requests = [Request("send_message", {"text": part}) for part in parts]
    if keyboard and requests:
        last = requests.pop()
        requests.append(Request("send_message", {**last.body, "reply_markup": keyboard}))
    return requests


def _keyboard(buttons: Sequence[Button], composer: Composer) -> dict[str, Any] | None:
    if not buttons:
        return None
    rows = []
    for button in buttons:
        title = shorten(shown(button.title), limits.BUTTON_TITLE)
        action = (
            {"url": button.url} if button.url else {"callback_data": composer.key(button.payload)}
        )
        rows.append([{"text": title, **action}])
    return {"inline_keyboard": rows}


def _card(card: Card, composer: Composer) -> list[Request]:
    links = (Button(composer.label("open"), url=card.url),) if card.url else ()
    keyboard = _keyboard([*card.buttons, *links], composer)
    if card.image:
        return _photo(card.image, card.text, keyboard)
    return _texts(card.text, keyboard)


def _photo(url: str, text: str, keyboard: dict[str, Any] | None) -> list[Request]:
    return _with_caption("send_photo", {"photo": url}, text, keyboard)


def _with_caption(
    method: str,
    fields: dict[str, Any],
    text: str,
    keyboard: dict[str, Any] | None,
    upload: tuple[str, str, str, str] | None = None,
) -> list[Request]:
    caption = shown(text)
    if utf16_units(caption) > limits.CAPTION:
        return [Request(method, fields, upload), *_texts(text, keyboard)]
    if caption:
        fields = {**fields, "caption": caption}
    if keyboard:
        fields = {**fields, "reply_markup": keyboard}
    return [Request(method, fields, upload)]


def _document(content: Content, text: str, keyboard: dict[str, Any] | None) -> list[Request]:
    document = content.document
    assert document is not None  # the caller looked
    if not document.url:
        upload = ("document", document.filename, document.content, document.mime_type)
        return _with_caption("send_document", {}, text, keyboard, upload)
    if not _is_fetched(document):
        return _texts(with_links(text, [Button(document.filename, url=document.url)]), keyboard)
    return _with_caption("send_document", {"document": document.url}, text, keyboard)


def _is_fetched(document: Document) -> bool:
    return document.url.split("?", 1)[0].lower().endswith(limits.LINKED_DOCUMENTS)


def _place(place: Place) -> Request:
    point = {"latitude": place.latitude, "longitude": place.longitude}
    if place.name:
        venue = {**point, "title": place.name, "address": place.address or place.name}
        return Request("send_venue", venue)
    return Request("send_location", point)


def _location_request(text: str, composer: Composer) -> Request:
    button = {"text": composer.label("send_location"), "request_location": True}
    keyboard = {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    text = shorten(shown(text) or composer.label("location"), limits.TEXT, utf16_units)
    return Request("send_message", {"text": text, "reply_markup": keyboard})
