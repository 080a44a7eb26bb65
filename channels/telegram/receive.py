"""Telegram's updates, read with python-telegram-bot's types."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from telegram import CallbackQuery, ChatMember, Message, Update

from bot.messages.contacts import Address
from channels import inbound
from channels.inbound import Event, Inbound, Standing
from channels.reading import guarded, text

NAME = "telegram"

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for. Edits only so that nothing else changes when they come."""

CHOSEN_MARK = "✓ "
"""Begins the title of a button that was pressed."""

_COMMAND = re.compile(r"^/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)


def events(body: Mapping[str, Any]) -> list[Event]:
    """Return the event of an update, if it is one for us; groups and channels are not."""
    return guarded(_events, body, NAME)


def _events(body: Mapping[str, Any]) -> Iterator[Event]:
    if not isinstance(body.get("update_id"), int):
        return
    update = Update.de_json(dict(body), None)
    key = str(update.update_id)
    if update.callback_query is not None:
        yield _press(key, update.callback_query)
    elif update.my_chat_member is not None:
        if update.my_chat_member.chat.type == "private":
            status = update.my_chat_member.new_chat_member.status
            gone = status in (ChatMember.BANNED, ChatMember.LEFT)
            known_as = (Address(str(update.my_chat_member.chat.id)),)
            yield Standing(known_as, inbound.BLOCKED if gone else inbound.UNBLOCKED)
    elif update.edited_message is not None:
        # The first version was answered; a live location moves by edits, many a minute.
        if update.edited_message.chat.type == "private":
            known_as = (Address(str(update.edited_message.chat.id)),)
            yield Inbound(key, known_as, inbound.SILENT)
    elif update.message is not None and update.message.chat.type == "private":
        yield _message(key, update.message)


def _press(key: str, query: CallbackQuery) -> Inbound:
    # In private chats the chat's id is the person's; the message may be missing or too old.
    shown = query.message if isinstance(query.message, Message) else None
    markup = shown.reply_markup if shown is not None else None
    titles = [
        button.text
        for row in (markup.inline_keyboard if markup is not None else ())
        for button in row
        if button.callback_data == query.data
    ]
    return Inbound(
        key,
        (Address(str(query.from_user.id)),),
        inbound.PRESS,
        titles[0].removeprefix(CHOSEN_MARK) if titles else "",
        query.data or "",
        platform_id=str(shown.message_id) if shown is not None else "",
        callback_id=query.id,
        keyboard=markup.to_dict() if markup is not None else None,
    )


def _message(key: str, message: Message) -> Inbound:
    known_as = (Address(str(message.chat.id)),)
    words = message.text or message.caption or ""
    platform_id = str(message.message_id)
    if words.strip():
        command = _COMMAND.match(words) if message.text else None
        if command is None:
            return Inbound(key, known_as, inbound.TEXT, words, platform_id=platform_id)
        name, rest = command.group(1).lower(), text(command.group(2)).strip()
        if name == "start":
            return Inbound(key, known_as, inbound.START, payload=rest, platform_id=platform_id)
        return Inbound(key, known_as, inbound.COMMAND, words, name, platform_id=platform_id)
    place = message.location or (message.venue.location if message.venue else None)
    if place is not None:
        return Inbound(
            key,
            known_as,
            inbound.LOCATION,
            latitude=place.latitude,
            longitude=place.longitude,
            platform_id=platform_id,
        )
    return Inbound(key, known_as, _kind(message), platform_id=platform_id)


_KINDS = {
    "voice": inbound.VOICE,
    "audio": inbound.VOICE,
    "photo": inbound.IMAGE,
    "video": inbound.VIDEO,
    "video_note": inbound.VIDEO,
    "animation": inbound.VIDEO,
    "sticker": inbound.STICKER,
    "document": inbound.FILE,
    "contact": inbound.CONTACT,
    "poll": inbound.UNSUPPORTED,
    "dice": inbound.UNSUPPORTED,
    "game": inbound.UNSUPPORTED,
    "story": inbound.UNSUPPORTED,
}


def _kind(message: Message) -> str:
    # What is none of these is either new, and then the student waits for an answer, or Telegram's
    # own note on the chat (a pinned message, a timer), and then nobody does.
    for field, kind in _KINDS.items():
        if getattr(message, field):
            return kind
    return inbound.UNSUPPORTED if message.api_kwargs else inbound.SILENT
