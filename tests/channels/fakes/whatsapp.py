"""The WhatsApp Cloud API."""

import json
from typing import Any

from tests.channels.fakes.checks import Shape
from tests.channels.fakes.graph import called, meta_error
from tests.channels.fakes.platform import FakePlatform, Refused

NUMBER, TOKEN, SECRET, VERIFY = "2002", "whatsapp-token", "whatsapp-secret", "whatsapp-verify"


def _error(what: str) -> Refused:
    return meta_error(131009, what)


shape = Shape(_error)


class FakeWhatsApp(FakePlatform):
    def rate_error(self) -> Refused:
        return meta_error(130429, "rate limit hit", 429)

    def handle(self, method: str, path: str, headers: Any, body: bytes) -> dict[str, Any]:
        name = called(path, headers, TOKEN)
        if method == "POST" and name == f"{NUMBER}/messages":
            return self._messages(json.loads(body))
        if method == "POST" and name == f"{NUMBER}/media":
            self.note_call("media", {"body": body.decode()})
            return {"id": "media-1"}
        self.note_call(f"{method} {name}", json.loads(body or b"{}"))
        if method == "GET":
            return {"id": NUMBER, "display_phone_number": "+212 5", "verified_name": "CC"}
        return {"success": True}

    def _messages(self, content: dict[str, Any]) -> dict[str, Any]:
        shape.need(content.get("messaging_product") == "whatsapp", "messaging_product")
        if content.get("status") == "read":
            shape.need(str(content["message_id"]).startswith("wamid."), "message_id")
            self.note_call("read", content)
            return {"success": True}
        shape.need(content.get("recipient_type") == "individual", "recipient_type")
        to = content.get("to") or content.get("recipient")
        shape.need(isinstance(to, str), "to")
        check(content)
        number = self.accept(to, content)
        contacts = [{"input": to, "wa_id": to}]
        return {
            "messaging_product": "whatsapp",
            "contacts": contacts,
            "messages": [{"id": f"wamid.out{number}"}],
        }


def check(content: dict[str, Any]) -> None:
    kind = content["type"]
    body = content[kind]
    if "biz_opaque_callback_data" in content:
        shape.text(content["biz_opaque_callback_data"], 512, "biz_opaque_callback_data")
    if kind == "text":
        shape.only(body, {"body", "preview_url"}, "text")
        shape.text(body["body"], 4096, "text body")
    elif kind in ("image", "document"):
        shape.only(body, {"link", "id", "caption", "filename"}, kind)
        shape.need(("link" in body) != ("id" in body), "link or id")
        if "caption" in body:
            shape.text(body["caption"], 1024, "caption")
    elif kind == "location":
        shape.only(body, {"latitude", "longitude", "name", "address"}, "location")
    elif kind == "template":
        shape.text(body["name"], 512, "template name")
        shape.text(body["language"]["code"], 8, "template language")
        for component in body.get("components", []):
            for parameter in component["parameters"]:
                shape.need("\n" not in parameter["text"], "new line in a template's value")
    else:
        shape.need(kind == "interactive", f"type {kind}")
        _INTERACTIVE[body["type"]](body)


def _buttons(body: dict[str, Any]) -> None:
    shape.only(body, {"type", "header", "body", "action", "footer"}, "interactive")
    shape.text(body["body"]["text"], 1024, "body")
    buttons = body["action"]["buttons"]
    shape.need(1 <= len(buttons) <= 3, f"{len(buttons)} buttons")
    titles = [button["reply"]["title"] for button in buttons]
    shape.need(len(set(titles)) == len(titles), "titles stand twice")
    for button in buttons:
        shape.need(button["type"] == "reply", "button type")
        shape.text(button["reply"]["id"], 256, "button id")
        shape.text(button["reply"]["title"], 20, "button title")


def _list(body: dict[str, Any]) -> None:
    shape.only(body, {"type", "header", "body", "action", "footer"}, "interactive")
    shape.text(body["body"]["text"], 4096, "body")
    shape.text(body["action"]["button"], 20, "list button")
    rows = [row for section in body["action"]["sections"] for row in section["rows"]]
    shape.need(1 <= len(rows) <= 10, f"{len(rows)} rows")
    shape.need(len({row["id"] for row in rows}) == len(rows), "ids stand twice")
    for row in rows:
        shape.only(row, {"id", "title", "description"}, "row")
        shape.text(row["id"], 200, "row id")
        shape.text(row["title"], 24, "row title")
        if "description" in row:
            shape.text(row["description"], 72, "row description")


def _link(body: dict[str, Any]) -> None:
    shape.text(body["body"]["text"], 1024, "body")
    shape.need(body["action"]["name"] == "cta_url", "action name")
    shape.text(body["action"]["parameters"]["display_text"], 20, "display_text")
    shape.url(body["action"]["parameters"]["url"], "url")


def _location(body: dict[str, Any]) -> None:
    shape.text(body["body"]["text"], 1024, "body")
    shape.need(body["action"] == {"name": "send_location"}, "action")


_INTERACTIVE = {
    "button": _buttons,
    "list": _list,
    "cta_url": _link,
    "location_request_message": _location,
}
