"""Messenger's Send API."""

import json
from email.parser import BytesParser
from typing import Any

from tests.channels.fakes.checks import Shape
from tests.channels.fakes.graph import called, meta_error
from tests.channels.fakes.platform import FakePlatform, Refused

PAGE, TOKEN, SECRET, VERIFY = "1001", "page-token", "messenger-secret", "messenger-verify"


def _error(what: str) -> Refused:
    return meta_error(100, what)


shape = Shape(_error)


class FakeMessenger(FakePlatform):
    def rate_error(self) -> Refused:
        return meta_error(613, "calls within one second exceeded", 429)

    def handle(self, method: str, path: str, headers: Any, body: bytes) -> dict[str, Any]:
        name = called(path, headers, TOKEN)
        content = _content(headers, body)
        if method == "POST" and name in (f"{PAGE}/messages", "me/messages"):
            return self._messages(content)
        self.note_call(f"{method} {name}", content)
        if method == "GET":
            return {"id": PAGE, "name": "Career Center"}
        return {"success": True, "result": "success"}

    def _messages(self, content: dict[str, Any]) -> dict[str, Any]:
        to = str(content["recipient"]["id"])
        if "sender_action" in content:
            shape.need(
                content["sender_action"] in ("mark_seen", "typing_on", "typing_off"), "action"
            )
            self.note_call("action", content)
            return {"recipient_id": to}
        shape.need(content.get("messaging_type") in ("RESPONSE", "UPDATE", "UTILITY"), "type")
        message = content["message"]
        if content["messaging_type"] != "UTILITY":
            check(message)
        number = self.accept(to, message)
        return {"recipient_id": to, "message_id": f"m.{number}"}


def _content(headers: Any, body: bytes) -> dict[str, Any]:
    kind = headers.get("Content-Type", "")
    if not kind.startswith("multipart/form-data"):
        return json.loads(body or b"{}")
    form = BytesParser().parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found: dict[str, Any] = {}
    for part in form.get_payload():
        name = part.get_param("name", header="content-disposition")
        raw = part.get_payload(decode=True)
        if part.get_filename():
            found["upload"] = {"filename": part.get_filename(), "content": raw.decode()}
        else:
            text = raw.decode()
            found[name] = json.loads(text) if text.startswith(("{", "[")) else text
    if "upload" in found:
        found["message"]["upload"] = found.pop("upload")
    return found


def check(message: dict[str, Any]) -> None:
    keys = {"text", "quick_replies", "attachment", "metadata", "upload"}
    shape.only(message, keys, "message")
    shape.need(("text" in message) != ("attachment" in message), "text or attachment")
    if "text" in message:
        shape.text(message["text"], 2000, "text")
    if "quick_replies" in message:
        _quick_replies(message["quick_replies"])
    if "attachment" in message:
        _attachment(message["attachment"], "upload" in message)


def _quick_replies(replies: Any) -> None:
    shape.need(1 <= len(replies) <= 13, f"{len(replies)} quick replies")
    for reply in replies:
        shape.only(reply, {"content_type", "title", "payload", "image_url"}, "quick reply")
        shape.need(reply["content_type"] == "text", "content_type")
        shape.text(reply["title"], 20, "quick reply title")
        shape.text(reply["payload"], 1000, "quick reply payload")


def _attachment(attachment: dict[str, Any], uploaded: bool) -> None:
    payload = attachment["payload"]
    if attachment["type"] in ("image", "file"):
        if not uploaded:
            shape.url(payload.get("url"), "attachment url")
        return
    shape.need(attachment["type"] == "template", "attachment type")
    if payload["template_type"] == "button":
        shape.text(payload["text"], 640, "template text")
        _buttons(payload["buttons"])
        return
    shape.need(payload["template_type"] == "generic", "template type")
    shape.need(1 <= len(payload["elements"]) <= 10, "elements")
    for element in payload["elements"]:
        shape.text(element["title"], 80, "element title")
        shape.need(len(element) > 1, "element needs a second property")
        if "subtitle" in element:
            shape.text(element["subtitle"], 80, "element subtitle")
        if "buttons" in element:
            _buttons(element["buttons"])


def _buttons(buttons: Any) -> None:
    shape.need(1 <= len(buttons) <= 3, f"{len(buttons)} buttons")
    for button in buttons:
        shape.text(button["title"], 20, "button title")
        if button["type"] == "web_url":
            shape.url(button["url"], "button url")
        else:
            shape.need(button["type"] == "postback", "button type")
            shape.text(button["payload"], 1000, "button payload")
