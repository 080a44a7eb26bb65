"""WhatsApp's webhooks: messages, statuses and what students prefer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from bot.messages.contacts import Address
from channels import inbound
from channels.inbound import Event, Inbound, Receipt, Standing
from channels.reading import fingerprint, guarded, mapping, objects, text

NAME = "whatsapp"

USER_ID = "user"
"""Kind of a business-scoped user id (``MA.123…``): stable as long as the number is the same."""
PHONE = "phone"
"""Kind of a phone number: an alias, given out again by operators."""

_KINDS = {
    "image": inbound.IMAGE,
    "audio": inbound.VOICE,
    "video": inbound.VIDEO,
    "sticker": inbound.STICKER,
    "document": inbound.FILE,
    "contacts": inbound.CONTACT,
}
_CAPTIONED = frozenset({"image", "video", "document"})
# What WhatsApp itself notes in a conversation, and what was withdrawn or edited by the student: the
# first version was answered already.
_SILENT = frozenset({"reaction", "system", "edit", "revoke", "request_welcome", "ephemeral"})


def events(body: Mapping[str, Any], phone_number_id: str) -> list[Event]:
    """Return the events of a webhook in their order.

    Args:
        body: The parsed request.
        phone_number_id: Our number; events of others of the same account are left out.
    """
    found: list[Event] = []
    if body.get("object") != "whatsapp_business_account":
        return found
    for entry in objects(body.get("entry")):
        for change in objects(entry.get("changes")):
            value = mapping(change, "value")
            if text(mapping(value, "metadata").get("phone_number_id")) != phone_number_id:
                continue
            if change.get("field") == "messages":
                named = _names(value)
                for message in objects(value.get("messages")):
                    found += guarded(partial(_message, named=named), message, NAME)
                for status in objects(value.get("statuses")):
                    found += guarded(_status, status, NAME)
            elif change.get("field") == "user_preferences":
                for preference in objects(value.get("user_preferences")):
                    found += guarded(_preference, preference, NAME)
    return found


def _names(value: Mapping[str, Any]) -> dict[str, str]:
    """Return the business-scoped id of each phone number that the webhook names."""
    return {
        text(contact.get("wa_id")): text(contact.get("user_id"))
        for contact in objects(value.get("contacts"))
        if contact.get("user_id")
    }


def _known_as(phone: str, user_id: str) -> tuple[Address, ...]:
    found = []
    if not phone.isdecimal():
        # During the roll-out of user names the field of the number may hold the id.
        phone, user_id = "", user_id or phone
    if user_id:
        found.append(Address(user_id, USER_ID))
    if phone:
        found.append(Address(phone, PHONE, stable=False))
    return tuple(found)


def _message(message: Mapping[str, Any], named: Mapping[str, str]) -> Iterator[Event]:
    if message.get("group_id"):
        return
    phone = text(message.get("from"))
    user_id = text(message.get("from_user_id")) or named.get(phone, "")
    if not user_id and not phone and len(named) == 1:
        user_id = next(iter(named.values()))
    known_as = _known_as(phone, user_id)
    if not known_as:
        return
    key = text(message.get("id")) or fingerprint(NAME, message)
    yield _inbound(key, text(message.get("type")), message, known_as)


def _inbound(
    key: str, kind: str, message: Mapping[str, Any], known_as: tuple[Address, ...]
) -> Inbound:
    content = mapping(message, kind)
    if kind == "text":
        return Inbound(key, known_as, inbound.TEXT, text(content.get("body")), platform_id=key)
    if kind in ("interactive", "button"):
        return _interactive(key, kind, content, known_as)
    if kind == "location":
        return Inbound(
            key,
            known_as,
            inbound.LOCATION,
            latitude=float(content["latitude"]),
            longitude=float(content["longitude"]),
            platform_id=key,
        )
    if kind in _SILENT:
        return Inbound(key, known_as, inbound.SILENT, opens_window=False)
    return _media(key, kind, content, known_as)


def _media(
    key: str, kind: str, content: Mapping[str, Any], known_as: tuple[Address, ...]
) -> Inbound:
    caption = text(content.get("caption")).strip() if kind in _CAPTIONED else ""
    if caption:
        return Inbound(key, known_as, inbound.TEXT, caption, platform_id=key)
    return Inbound(key, known_as, _KINDS.get(kind, inbound.UNSUPPORTED), platform_id=key)


def _interactive(
    key: str, kind: str, content: Mapping[str, Any], known_as: tuple[Address, ...]
) -> Inbound:
    if kind == "button":
        # A quick reply of a template; its payload was set when the template was sent.
        title, payload = text(content.get("text")), text(content.get("payload"))
        return Inbound(key, known_as, inbound.PRESS, title, payload, platform_id=key)
    answer = text(content.get("type"))
    if answer in ("button_reply", "list_reply"):
        reply = mapping(content, answer)
        title, payload = text(reply.get("title")), text(reply.get("id"))
        return Inbound(key, known_as, inbound.PRESS, title, payload, platform_id=key)
    # The answer to a form of WhatsApp ("flow") ends here too; we send none.
    return Inbound(key, known_as, inbound.UNSUPPORTED, platform_id=key)


def _status(status: Mapping[str, Any]) -> Iterator[Event]:
    if status.get("status") != "failed":
        return
    errors = objects(status.get("errors"))
    code = text(errors[0].get("code")) if errors else "failed"
    yield Receipt(text(status.get("id")), error=code or "failed")


def _preference(preference: Mapping[str, Any]) -> Iterator[Event]:
    user_id = text(preference.get("user_id")) or text(preference.get("from_user_id"))
    known_as = _known_as(text(preference.get("wa_id")), user_id)
    value = preference.get("value")
    if known_as and value in ("stop", "resume"):
        yield Standing(known_as, inbound.OPTED_OUT if value == "stop" else inbound.OPTED_IN)
