"""The sending side of Telegram, with python-telegram-bot's ``Bot``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, InputFile, Message, ReplyKeyboardMarkup
from telegram.constants import ChatAction
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channel_settings import TelegramSettings
from bot.errors import PlatformError
from bot.messages.contacts import Contact
from channels.composing import Composer, Request
from channels.handing_over import MarkingTransport
from channels.inbound import Inbound
from channels.telegram import limits
from channels.telegram.receive import CHOSEN_MARK, NAME
from channels.telegram.render import render

_CONNECTIONS = 30


def platform_error(error: TelegramError) -> PlatformError:
    """Return what an error of the Bot API means for a message (see ``PlatformError``)."""
    name = type(error).__name__
    if isinstance(error, RetryAfter):
        after = error._retry_after  # the public property warns about its coming type
        return PlatformError("429", "retry", after.total_seconds())
    if isinstance(error, Forbidden):
        return PlatformError("403", "blocked")
    if isinstance(error, (InvalidToken, BadRequest, ChatMigrated)):
        return PlatformError(name, "refused")
    # What is left of the tree is the network and Telegram's own failures.
    return PlatformError(name, "retry" if isinstance(error, NetworkError) else "refused")


class TelegramPlatform:
    """Sends as one bot (see ``channels/platform.py``)."""

    name = NAME
    window: timedelta | None = None  # Telegram has none; a bot only cannot write first
    per_second = limits.PER_SECOND
    per_student_every = limits.PER_STUDENT_EVERY
    per_student_burst = limits.PER_STUDENT_BURST
    bills_each_message = False

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings
        self._bot: Bot | None = None
        self._request: HTTPXRequest | None = None

    async def open(self) -> None:
        """Make the client; nothing is asked of Telegram yet."""
        self._request = HTTPXRequest(
            connection_pool_size=_CONNECTIONS,
            read_timeout=20.0,
            write_timeout=20.0,
            connect_timeout=10.0,
            pool_timeout=10.0,
            httpx_kwargs={"transport": MarkingTransport(_CONNECTIONS)},
        )
        self._bot = Bot(
            self._settings.token, base_url=f"{self._settings.api_url}/bot", request=self._request
        )
        await self._request.initialize()

    async def close(self) -> None:
        """Close the client."""
        if self._request is not None:
            await self._request.shutdown()

    @property
    def bot(self) -> Bot:
        """The client, once opened."""
        assert self._bot is not None, "open() comes first"
        return self._bot

    def render(self, message: Mapping[str, Any], composer: Composer) -> list[Request]:
        """Return the calls that show a message."""
        return render(message, composer)

    def template(self, kind: str, message: Mapping[str, Any], contact: Contact) -> Request | None:
        """Return ``None``: nothing needs one here."""
        return None

    async def send(self, request: Request, contact: Contact, key: str) -> str | None:
        """Make one call; Telegram's id of the message.

        Raises:
            PlatformError: Telegram refuses it or does not answer.
        """
        fields = dict(request.body)
        markup = fields.get("reply_markup")
        if markup is not None:
            kind = InlineKeyboardMarkup if "inline_keyboard" in markup else ReplyKeyboardMarkup
            fields["reply_markup"] = kind.de_json(markup, self.bot)
        if request.upload is not None:
            field, filename, content, _mime_type = request.upload
            fields[field] = InputFile(content.encode(), filename=filename)
        call = getattr(self.bot, request.method)
        try:
            sent = await call(chat_id=_chat(contact), **fields)
        except TelegramError as error:
            raise platform_error(error) from error
        return f"{sent.chat_id}.{sent.message_id}" if isinstance(sent, Message) else None

    async def notice(self, inbound: Inbound, contact: Contact) -> None:
        """Answer a press, and mark in place what was chosen.

        Raises:
            PlatformError: Telegram did not take it.
        """
        try:
            if inbound.callback_id:
                # Until it is answered the button shows a clock.
                await self.bot.answer_callback_query(inbound.callback_id)
            if inbound.keyboard is not None and inbound.platform_id:
                await self._mark_chosen(inbound, inbound.keyboard, contact)
        except TelegramError as error:
            raise platform_error(error) from error

    async def typing(self, inbound: Inbound, contact: Contact) -> None:
        """Show that we write.

        Raises:
            PlatformError: Telegram did not take it.
        """
        try:
            await self.bot.send_chat_action(_chat(contact), ChatAction.TYPING)
        except TelegramError as error:
            raise platform_error(error) from error

    async def _mark_chosen(
        self, inbound: Inbound, keyboard: Mapping[str, Any], contact: Contact
    ) -> None:
        marked = with_mark(keyboard, inbound.payload)
        if marked == keyboard:
            return  # pressed again; Telegram refuses an edit that changes nothing
        await self.bot.edit_message_reply_markup(
            chat_id=_chat(contact),
            message_id=int(inbound.platform_id),
            reply_markup=InlineKeyboardMarkup.de_json(dict(marked), self.bot),
        )


def with_mark(keyboard: Mapping[str, Any], pressed: str) -> dict[str, Any]:
    """Return a keyboard where the button that was pressed last, and no other, has a mark."""
    rows = []
    for row in keyboard.get("inline_keyboard", ()):
        titled = []
        for button in row:
            title = button["text"].removeprefix(CHOSEN_MARK)
            is_pressed = button.get("callback_data") == pressed
            titled.append({**button, "text": CHOSEN_MARK + title if is_pressed else title})
        rows.append(titled)
    return {"inline_keyboard": rows}


def _chat(contact: Contact) -> int:
    if "id" not in contact.addresses:
        raise PlatformError("no address", "refused")
    return int(contact.addresses["id"])
