"""Messenger's webhooks: what students, the page's own inbox and Meta tell us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from bot.messages.contacts import Address
from channels import inbound
from channels.inbound import Event, Inbound, Standing
from channels.reading import fingerprint, guarded, mapping, objects, text

NAME = "messenger"

_KINDS = {
    "image": inbound.IMAGE,
    "sticker": inbound.STICKER,
    "audio": inbound.VOICE,
    "video": inbound.VIDEO,
    "file": inbound.FILE,
}


def events(body: Mapping[str, Any], page_id: str) -> list[Event]:
    """Return the events of a webhook in their order.

    Entries on ``standby`` belong to another application that has the conversation; ``changes``
    are not messages.

    Args:
        body: The parsed request.
        page_id: Our page; events of others are left out.
    """
    found: list[Event] = []
    if body.get("object") != "page":
        return found
    for entry in objects(body.get("entry")):
        for event in objects(entry.get("messaging")):
            found += guarded(partial(_events, page_id=page_id), event, NAME)
    return found


def _events(event: Mapping[str, Any], page_id: str) -> Iterator[Event]:
    sender = text(mapping(event, "sender").get("id"))
    recipient = text(mapping(event, "recipient").get("id"))
    message = mapping(event, "message")
    if message.get("is_echo"):
        if sender == page_id and recipient:
            yield from _echo(message, recipient)
        return
    if not sender or sender == page_id or recipient not in ("", page_id):
        return
    known_as = (Address(sender),)
    if "pass_thread_control" in event:
        yield Standing(known_as, inbound.HANDED_BACK)
    elif "take_thread_control" in event or "app_roles" in event:
        yield Standing(known_as, inbound.HUMAN)
    elif message:
        yield _message(event, message, known_as)
    elif "postback" in event:
        yield _postback(event, mapping(event, "postback"), known_as)
    elif "referral" in event:
        reference = text(mapping(event, "referral").get("ref"))
        yield Inbound(_key(event), known_as, inbound.START, payload=reference)
    elif "reaction" in event or "optin" in event:
        yield Inbound(_key(event), known_as, inbound.SILENT)
    # Deliveries and reads change nothing, and what we do not know opens no window.


GET_STARTED = "start"
MENU_PREFIX = "menu:"
"""Begins what the persistent menu and the ice breakers send (see ``setup.py``)."""
METADATA_PREFIX = "wijha:"
"""Begins the ``metadata`` of all that we send, so that its echo is recognised."""
PAGE_INBOX = "263902037430900"
"""Meta's application in which people of the page write by hand."""


def _echo(message: Mapping[str, Any], student: str) -> Iterator[Event]:
    # Other programs of the page (an automatic greeting, a newsletter) do not take a conversation
    # over; a person does.
    if text(message.get("metadata")).startswith(METADATA_PREFIX):
        return
    if text(message.get("app_id")) in ("", PAGE_INBOX):
        yield Standing((Address(student),), inbound.HUMAN)


def _message(
    event: Mapping[str, Any], message: Mapping[str, Any], known_as: tuple[Address, ...]
) -> Inbound:
    key = text(message.get("mid")) or _key(event)
    if message.get("is_deleted"):
        return Inbound(f"deleted:{key}", known_as, inbound.SILENT)
    words = text(message.get("text"))
    payload = text(mapping(message, "quick_reply").get("payload"))
    if payload:
        return Inbound(key, known_as, inbound.PRESS, words, payload, platform_id=key)
    attachments = objects(message.get("attachments"))
    if words.strip():
        return Inbound(key, known_as, inbound.TEXT, words, platform_id=key)
    if attachments:
        return _attachment(key, attachments[0], known_as)
    return Inbound(key, known_as, inbound.UNSUPPORTED, platform_id=key)


def _attachment(key: str, attachment: Mapping[str, Any], known_as: tuple[Address, ...]) -> Inbound:
    kind = text(attachment.get("type"))
    payload = mapping(attachment, "payload")
    if kind == "location":
        coordinates = mapping(payload, "coordinates")
        return Inbound(
            key,
            known_as,
            inbound.LOCATION,
            latitude=float(coordinates["lat"]),
            longitude=float(coordinates["long"]),
            platform_id=key,
        )
    if payload.get("sticker_id"):
        kind = "sticker"
    return Inbound(key, known_as, _KINDS.get(kind, inbound.UNSUPPORTED), platform_id=key)


def _postback(
    event: Mapping[str, Any], postback: Mapping[str, Any], known_as: tuple[Address, ...]
) -> Inbound:
    key = text(postback.get("mid")) or _key(event)
    payload, title = text(postback.get("payload")), text(postback.get("title"))
    reference = text(mapping(postback, "referral").get("ref"))
    if payload == GET_STARTED:
        return Inbound(key, known_as, inbound.START, payload=reference)
    if payload.startswith(MENU_PREFIX):
        name = payload.removeprefix(MENU_PREFIX)
        return Inbound(key, known_as, inbound.COMMAND, title, name)
    return Inbound(key, known_as, inbound.PRESS, title, payload)


def _key(event: Mapping[str, Any]) -> str:
    return fingerprint(NAME, event)
