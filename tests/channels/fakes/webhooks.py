"""What platforms post to us, in their shapes; contents are invented."""

import json
from itertools import count
from typing import Any

from channels.authentic import meta_signature
from tests.channels.fakes import messenger, telegram, whatsapp

_numbers = count(1)


def number() -> int:
    return next(_numbers)


# Messenger


def messenger_body(*events: dict[str, Any]) -> bytes:
    entry = {"id": messenger.PAGE, "time": 1, "messaging": list(events)}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def messenger_event(student: str, **fields: Any) -> dict[str, Any]:
    return {
        "sender": {"id": student},
        "recipient": {"id": messenger.PAGE},
        "timestamp": number(),
        **fields,
    }


def messenger_text(student: str, text: str, **fields: Any) -> dict[str, Any]:
    return messenger_event(student, message={"mid": f"m_{number()}", "text": text, **fields})


# WhatsApp


def whatsapp_body(*messages: dict[str, Any], **value: Any) -> bytes:
    change = {
        "field": "messages",
        "value": {
            "messaging_product": "whatsapp",
            "metadata": {"phone_number_id": whatsapp.NUMBER},
            "messages": list(messages),
            **value,
        },
    }
    entry = {"id": "3003", "changes": [change]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def whatsapp_message(student: str, kind: str, content: Any, **fields: Any) -> dict[str, Any]:
    return {
        "from": student,
        "id": f"wamid.{number()}",
        "timestamp": "1",
        "type": kind,
        kind: content,
        **fields,
    }


def whatsapp_text(student: str, text: str, **fields: Any) -> dict[str, Any]:
    return whatsapp_message(student, "text", {"body": text}, **fields)


# Telegram


def telegram_body(**fields: Any) -> bytes:
    return json.dumps({"update_id": number(), **fields}).encode()


def telegram_message(student: int, **fields: Any) -> bytes:
    message = {
        "message_id": number(),
        "date": 1,
        "chat": {"id": student, "type": "private", "first_name": "X"},
        "from": {"id": student, "is_bot": False, "first_name": "X", "language_code": "fr"},
        **fields,
    }
    return telegram_body(message=message)


def headers(channel: str, body: bytes) -> dict[str, str]:
    """Return what the platform signs a request with."""
    if channel == "telegram":
        return {"X-Telegram-Bot-Api-Secret-Token": telegram.SECRET}
    secret = messenger.SECRET if channel == "messenger" else whatsapp.SECRET
    return {"X-Hub-Signature-256": meta_signature(secret, body)}
