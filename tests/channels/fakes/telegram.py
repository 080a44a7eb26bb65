"""The Telegram Bot API."""

import json
import re
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qs

from tests.channels.fakes.checks import Shape
from tests.channels.fakes.platform import FakePlatform, Refused

TOKEN, SECRET = "123456:telegram-token", "telegram_secret"


def telegram_error(status: int, what: str, retry_after: int | None = None) -> Refused:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": what}
    if retry_after is not None:
        body["parameters"] = {"retry_after": retry_after}
    return Refused(status, body)


def _error(what: str) -> Refused:
    return telegram_error(400, f"Bad Request: {what}")


shape = Shape(_error)


class FakeTelegram(FakePlatform):
    def rate_error(self) -> Refused:
        return telegram_error(429, "Too Many Requests: retry after 1", 1)

    def handle(self, method: str, path: str, headers: Any, body: bytes) -> dict[str, Any]:
        match = re.fullmatch(r"/bot([^/]+)/(\w+)", path.split("?", maxsplit=1)[0])
        if match is None or match.group(1) != TOKEN:
            raise telegram_error(401, "Unauthorized")
        fields = _fields(headers, body)
        name = match.group(2)
        if name.lower() in (
            "sendmessage",
            "sendphoto",
            "senddocument",
            "sendlocation",
            "sendvenue",
        ):
            return self._send(name.lower(), fields)
        self.note_call(name, fields)
        if name.lower() == "getme":
            return {
                "ok": True,
                "result": {"id": 1, "is_bot": True, "first_name": "W", "username": "wijha_bot"},
            }
        if name.lower() == "getwebhookinfo":
            return {
                "ok": True,
                "result": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
            }
        if name.lower() == "editmessagereplymarkup":
            check_keyboard(fields["reply_markup"])
            return {
                "ok": True,
                "result": _message(int(fields["chat_id"]), int(fields["message_id"])),
            }
        return {"ok": True, "result": True}

    def _send(self, name: str, fields: dict[str, Any]) -> dict[str, Any]:
        chat = str(fields["chat_id"])
        if name == "sendmessage":
            shape.text(fields["text"], 4096, "text")
            shape.need(len(fields["text"].encode("utf-16-le")) // 2 <= 4096, "text is too long")
        elif name in ("sendphoto", "senddocument"):
            shape.need(
                fields.get("photo") or fields.get("document") or fields.get("upload"), "no file"
            )
            if "caption" in fields:
                shape.text(fields["caption"], 1024, "caption")
        if "reply_markup" in fields:
            check_keyboard(fields["reply_markup"])
        number = self.accept(chat, {"method": name, **fields})
        return {"ok": True, "result": _message(int(chat), number)}


def check_keyboard(markup: dict[str, Any]) -> None:
    if "keyboard" in markup:
        shape.need(markup["keyboard"][0][0]["request_location"], "keyboard")
        return
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    shape.need(1 <= len(buttons) <= 100, f"{len(buttons)} buttons")
    for button in buttons:
        shape.text(button["text"], 200, "button text")
        if "url" in button:
            shape.url(button["url"], "button url")
        else:
            data = button["callback_data"].encode()
            shape.need(1 <= len(data) <= 64, f"callback_data has {len(data)} bytes")


def _message(chat: int, number: int) -> dict[str, Any]:
    return {"message_id": number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}


def _fields(headers: Any, body: bytes) -> dict[str, Any]:
    kind = headers.get("Content-Type", "")
    if kind.startswith("application/json"):
        return json.loads(body or b"{}")
    found: dict[str, Any] = {}
    if kind.startswith("multipart/form-data"):
        form = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        for part in form.get_payload():
            name = part.get_param("name", header="content-disposition")
            raw = part.get_payload(decode=True).decode()
            if part.get_filename():
                found["upload"] = {"filename": part.get_filename(), "content": raw}
            else:
                found[name] = raw
    else:
        found = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    if "reply_markup" in found:
        found["reply_markup"] = json.loads(found["reply_markup"])
    return found
