"""From Rasa's vocabulary to WhatsApp messages: as few as possible, since each one is billed.

Buttons degrade in this order: reply buttons, a list, numbered text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from channels.composing import Composer, Request, are_distinct, shown, with_links
from channels.content import Button, Content, read
from channels.splitting import shorten, split
from channels.whatsapp import limits

METHOD = "messages"


def render(message: Mapping[str, Any], composer: Composer) -> list[Request]:
    """Return the requests that show a message, in their order."""
    content = read(message)
    requests: list[Request] = []
    if content.place is not None:
        requests.append(_place(content))
    text, buttons, links = content.text, list(content.buttons), content.links
    if content.cards:
        text, steps = composer.cards_as_text(text, content.cards)
        buttons = [*steps, *buttons]
    if len(links) != 1 or buttons or content.image or content.document:
        text, links = with_links(text, links), ()
    # Two buttons that do the same would have the same id, which is refused.
    buttons = list({button.payload: button for button in reversed(buttons)}.values())[::-1]
    header = _header(content)
    if content.asks_location:
        requests.append(_location_request(text, composer))
    elif links:
        requests += _link(text, links[0])
    elif buttons:
        requests += _choice(text, buttons, header, composer)
    elif header is not None:
        requests += _media(text, header)
    else:
        requests += _texts(text)
    return requests


def _texts(text: str) -> list[Request]:
    return [
        _request("text", {"body": part, "preview_url": False})
        for part in split(shown(text), limits.TEXT)
    ]


def _header(content: Content) -> dict[str, Any] | None:
    if content.image:
        return {"type": "image", "image": {"link": content.image}}
    document = content.document
    if document is None:
        return None
    source = {"link": document.url} if document.url else {"content": document.content}
    return {"type": "document", "document": {**source, "filename": document.filename}}


def _media(text: str, header: dict[str, Any]) -> list[Request]:
    kind = header["type"]
    parts = split(shown(text), limits.CAPTION)
    caption = {"caption": parts[0]} if parts else {}
    media = _media_request(kind, {**header[kind], **caption})
    # What does not fit a caption follows as text.
    rest = shown(text)[len(parts[0]) :].strip() if parts else ""
    return [media, *_texts(rest)] if rest else [media]


def _media_request(kind: str, fields: dict[str, Any]) -> Request:
    content = fields.pop("content", None)
    if content is None:
        return _request(kind, fields)
    # WhatsApp takes no calendar files by their own type; plain text with their name opens as one.
    return Request(
        METHOD, {"type": kind, kind: fields}, ("file", fields["filename"], content, "text/plain")
    )


def _choice(
    text: str, buttons: Sequence[Button], header: dict[str, Any] | None, composer: Composer
) -> list[Request]:
    body = shown(text) or composer.label("choose")
    if _fit_buttons(body, buttons):
        uploads = header is not None and "content" in header[header["type"]]
        if header is not None and not uploads:
            return [_buttons(body, buttons, composer, header)]
        first = _media("", header) if header is not None else []
        return [*first, _buttons(body, buttons, composer, None)]
    first = _media("", header) if header is not None else []
    if _fit_list(body, buttons):
        return [*first, _list(body, buttons, composer)]
    return [*first, *_texts(f"{text}\n\n{composer.number(buttons)}\n\n{composer.label('number')}")]


def _fit_buttons(body: str, buttons: Sequence[Button]) -> bool:
    return (
        len(buttons) <= limits.BUTTONS
        and len(body) <= limits.BUTTONS_BODY
        and all(len(shown(button.title)) <= limits.BUTTON_TITLE for button in buttons)
        and are_distinct([button.title for button in buttons])
    )


def _buttons(
    body: str, buttons: Sequence[Button], composer: Composer, header: dict[str, Any] | None
) -> Request:
    replies = [
        {
            "type": "reply",
            "reply": {"id": composer.key(button.payload), "title": shown(button.title)},
        }
        for button in buttons
    ]
    head = {"header": header} if header is not None else {}
    return _interactive(
        {"type": "button", **head, "body": {"text": body}, "action": {"buttons": replies}}
    )


def _fit_list(body: str, buttons: Sequence[Button]) -> bool:
    titles = [_row_title(button) for button in buttons]
    return (
        len(buttons) <= limits.LIST_ROWS
        and len(body) <= limits.LIST_BODY
        and all(len(shown(button.title)) <= limits.ROW_DESCRIPTION for button in buttons)
        and are_distinct(titles)
    )


def _row_title(button: Button) -> str:
    return shorten(shown(button.title), limits.ROW_TITLE)


def _list(body: str, buttons: Sequence[Button], composer: Composer) -> Request:
    rows = []
    for button in buttons:
        row = {"id": composer.key(button.payload), "title": _row_title(button)}
        if row["title"] != shown(button.title):
            row["description"] = shown(button.title)
        rows.append(row)
    action = {
        "button": shorten(composer.label("choose"), limits.LIST_BUTTON),
        "sections": [{"rows": rows}],
    }
    return _interactive({"type": "list", "body": {"text": body}, "action": action})


def _link(text: str, link: Button) -> list[Request]:
    title = shown(link.title)
    body = shown(text) or title
    if len(title) > limits.LINK_TITLE or len(body) > limits.BUTTONS_BODY:
        return _texts(with_links(text, [link]))
    parameters = {"display_text": title, "url": link.url}
    action = {"name": "cta_url", "parameters": parameters}
    return [_interactive({"type": "cta_url", "body": {"text": body}, "action": action})]


def _location_request(text: str, composer: Composer) -> Request:
    body = shorten(shown(text) or composer.label("location"), limits.LOCATION_REQUEST_BODY)
    return _interactive(
        {
            "type": "location_request_message",
            "body": {"text": body},
            "action": {"name": "send_location"},
        }
    )


def _place(content: Content) -> Request:
    place = content.place
    assert place is not None  # the caller looked
    fields = {
        "latitude": place.latitude,
        "longitude": place.longitude,
        "name": place.name,
        "address": place.address,
    }
    return _request("location", {key: value for key, value in fields.items() if value != ""})


def _interactive(fields: dict[str, Any]) -> Request:
    return _request("interactive", fields)


def _request(kind: str, fields: dict[str, Any]) -> Request:
    return Request(METHOD, {"type": kind, kind: fields})
