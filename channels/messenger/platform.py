"""The sending side of Messenger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.channel_settings import MessengerSettings
from bot.errors import PlatformError
from bot.messages.contacts import Contact
from channels.composing import Composer, Request
from channels.graph import GraphError
from channels.inbound import Inbound
from channels.messenger import limits
from channels.messenger.receive import METADATA_PREFIX, NAME
from channels.messenger.render import METHOD, render
from channels.meta import MetaPlatform
from channels.templates import messenger_template


def fate_of(error: GraphError) -> str:
    """Return what an error of the Send API means for a message (see ``PlatformError``)."""
    if error.code in limits.RETRY or (error.code not in range(1, 10_000) and error.status >= 500):
        return "retry"
    if error.code in limits.BLOCKED:
        return "blocked"
    if error.code == limits.PERMISSION and error.subcode in limits.WINDOW_CLOSED_SUBCODES:
        return "window"
    return "refused"


class MessengerPlatform(MetaPlatform):
    """Sends as one page (see ``channels/platform.py``)."""

    name = NAME
    window: timedelta | None = limits.WINDOW
    per_second = limits.PER_SECOND
    per_student_every = limits.PER_STUDENT_EVERY
    per_student_burst = limits.PER_STUDENT_BURST
    bills_each_message = False

    def __init__(self, settings: MessengerSettings) -> None:
        super().__init__(settings.graph_api_url, settings.page_token, settings.app_secret, fate_of)
        self._id = settings.page_id

    def render(self, message: Mapping[str, Any], composer: Composer) -> list[Request]:
        """Return the requests that show a message."""
        return render(message, composer)

    def template(self, kind: str, message: Mapping[str, Any], contact: Contact) -> Request | None:
        """Return the utility message of a kind, if the centre has one approved."""
        return messenger_template(kind, message, contact.variety)

    async def send(self, request: Request, contact: Contact, key: str) -> str | None:
        """Send one message; Meta's id of it.

        Raises:
            PlatformError: Meta refuses it or does not answer.
        """
        message = {**request.body["message"], "metadata": METADATA_PREFIX + key}
        kind = request.body.get("messaging_type", "RESPONSE")
        body = {"recipient": _recipient(contact), "messaging_type": kind, "message": message}
        path = f"{self._id}/{METHOD}"
        answer = await self.graph.post(path, body, request.upload)
        return str(answer.get("message_id") or "") or None

    async def typing(self, inbound: Inbound, contact: Contact) -> None:
        """Show that we read and write.

        Raises:
            PlatformError: Meta did not take it.
        """
        path = f"{self._id}/{METHOD}"
        for action in ("mark_seen", "typing_on"):
            body = {"recipient": _recipient(contact), "sender_action": action}
            await self.graph.post(path, body)


def _recipient(contact: Contact) -> dict[str, str]:
    if "id" not in contact.addresses:
        raise PlatformError("no address", "refused")
    return {"id": contact.addresses["id"]}
