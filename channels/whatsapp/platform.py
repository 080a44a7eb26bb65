"""The sending side of WhatsApp."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.channel_settings import WhatsAppSettings
from bot.errors import PlatformError
from bot.messages.contacts import Contact
from channels.composing import Composer, Request
from channels.graph import GraphError
from channels.handing_over import before_bytes_leave
from channels.inbound import Inbound
from channels.meta import MetaPlatform
from channels.templates import whatsapp_template
from channels.whatsapp import limits
from channels.whatsapp.receive import NAME, PHONE, USER_ID
from channels.whatsapp.render import METHOD, render


def fate_of(error: GraphError) -> str:
    """Return what an error of the Cloud API means for a message (see ``PlatformError``)."""
    if error.code in limits.RETRY:
        return "retry"
    if error.code in limits.BLOCKED:
        return "blocked"
    return "window" if error.code in limits.WINDOW_CLOSED else "refused"


class WhatsAppPlatform(MetaPlatform):
    """Sends from one phone number (see ``channels/platform.py``)."""

    name = NAME
    window: timedelta | None = limits.WINDOW
    per_second = limits.PER_SECOND
    per_student_every = limits.PER_STUDENT_EVERY
    per_student_burst = limits.PER_STUDENT_BURST
    bills_each_message = True

    def __init__(self, settings: WhatsAppSettings) -> None:
        super().__init__(settings.graph_api_url, settings.token, settings.app_secret, fate_of)
        self._id = settings.phone_number_id

    def render(self, message: Mapping[str, Any], composer: Composer) -> list[Request]:
        """Return the requests that show a message."""
        return render(message, composer)

    def template(self, kind: str, message: Mapping[str, Any], contact: Contact) -> Request | None:
        """Return the template of a kind, if the centre has one approved."""
        return whatsapp_template(kind, message, contact.variety)

    async def send(self, request: Request, contact: Contact, key: str) -> str | None:
        """Send one message; Meta's id of it.

        Raises:
            PlatformError: Meta refuses it or does not answer.
        """
        body = dict(request.body)
        if request.upload is not None:
            body[body["type"]] = {**body[body["type"]], "id": await self._upload(request)}
        message = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **_recipient(contact),
            **body,
            "biz_opaque_callback_data": key,
        }
        answer = await self.graph.post(f"{self._id}/{METHOD}", message)
        messages = answer.get("messages") or [{}]
        return str(messages[0].get("id") or "") or None

    async def _upload(self, request: Request) -> str:
        assert request.upload is not None  # the caller looked
        fields = {"messaging_product": "whatsapp", "type": request.upload[3]}
        path = f"{self._id}/media"
        with before_bytes_leave(lambda: None):  # the message itself has not left yet
            answer = await self.graph.post(path, fields, request.upload)
        return str(answer.get("id") or "")

    async def typing(self, inbound: Inbound, contact: Contact) -> None:
        """Show that we read and write, in one request.

        Raises:
            PlatformError: Meta did not take it.
        """
        if not inbound.platform_id:
            return
        body = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": inbound.platform_id,
            "typing_indicator": {"type": "text"},
        }
        await self.graph.post(f"{self._id}/{METHOD}", body)


def _recipient(contact: Contact) -> dict[str, str]:
    # Meta knows a number as "to" and a business-scoped id as "recipient".
    if PHONE in contact.addresses:
        return {"to": contact.addresses[PHONE]}
    if USER_ID in contact.addresses:
        return {"recipient": contact.addresses[USER_ID]}
    raise PlatformError("no address", "refused")
