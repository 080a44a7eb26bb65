"""What a student sees of a platform's message, and the webhook of pressing one of its buttons."""

from dataclasses import dataclass
from typing import Any

from tests.channels.fakes import webhooks


@dataclass(frozen=True)
class Shown:
    """A button as the platform shows it; ``reply`` is what pressing it sends back."""

    title: str
    reply: dict[str, Any]


def words(message: dict[str, Any]) -> str:
    """Return the words of an accepted message of any platform."""
    text = message.get("text")
    if isinstance(text, dict):
        return text["body"]
    if "interactive" in message:
        return message["interactive"]["body"]["text"]
    if "attachment" in message:
        return message["attachment"]["payload"].get("text", "")
    return text or message.get("caption", "")


def buttons(message: dict[str, Any]) -> list[Shown]:
    """Return the buttons of an accepted message of any platform."""
    return [*_messenger(message), *_whatsapp(message), *_telegram(message)]


def _messenger(message: dict[str, Any]) -> list[Shown]:
    replies = [Shown(each["title"], each) for each in message.get("quick_replies", ())]
    attachment = message.get("attachment") or {}
    pressed = attachment.get("payload", {}).get("buttons", ())
    return replies + [Shown(each["title"], each) for each in pressed if "payload" in each]


def _whatsapp(message: dict[str, Any]) -> list[Shown]:
    action = message.get("interactive", {}).get("action", {})
    replies = [each["reply"] for each in action.get("buttons", ())]
    rows = [row for section in action.get("sections", ()) for row in section["rows"]]
    return [Shown(each["title"], {"button_reply": each}) for each in replies] + [
        Shown(each.get("description", each["title"]), {"list_reply": each}) for each in rows
    ]


def _telegram(message: dict[str, Any]) -> list[Shown]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    shown = [button for row in rows for button in row if "callback_data" in button]
    return [Shown(each["text"], {"data": each["callback_data"]}) for each in shown]


def pressed(channel: str, student: str, button: Shown) -> bytes:
    """Return the webhook of pressing a button."""
    reply = button.reply
    if channel == "messenger":
        chosen = {"payload": reply["payload"]}
        if reply.get("content_type") == "text":
            event = webhooks.messenger_text(student, reply["title"], quick_reply=chosen)
        else:
            postback = {"mid": f"m_{webhooks.number()}", "title": reply["title"], **chosen}
            event = webhooks.messenger_event(student, postback=postback)
        return webhooks.messenger_body(event)
    if channel == "whatsapp":
        answer = {"type": next(iter(reply)), **reply}
        return webhooks.whatsapp_body(webhooks.whatsapp_message(student, "interactive", answer))
    user = {"id": int(student), "is_bot": False, "first_name": "X"}
    query = {"id": str(webhooks.number()), "from": user, "chat_instance": "1", **reply}
    return webhooks.telegram_body(callback_query=query)
