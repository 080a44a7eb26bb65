"""What the webhooks of all platforms have in common, as Rasa input channels.

Authentic? Small enough? Stored? Then 200, and everything else happens afterwards.
"""

from __future__ import annotations

import json
import logging
from abc import abstractmethod
from asyncio import AbstractEventLoop
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import settings as configuration
from bot.channel_settings import MessengerSettings, WhatsAppSettings
from bot.errors import StorageError
from bot.settings import Settings
from channels.authentic import is_signed_by_meta, same_secret
from channels.hub import Hub, platforms_of
from channels.inbound import Event
from channels.turns import Answer

logger = logging.getLogger(__name__)


class PlatformInput(InputChannel):  # type: ignore[misc]
    """The way in from a platform; a channel that is off has no address.

    Args:
        settings: What the environment says.
    """

    largest_body: int
    """Bytes of a request; more is answered 413 and not read."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> PlatformInput:
        """Make the channel for plain ``rasa run``; credentials come from the environment.

        Raises:
            ConfigurationError: The environment is incomplete; says what is missing.
        """
        return cls(configuration.load())

    @property
    @abstractmethod
    def given(self) -> Any:
        """The settings of the channel, ``None`` while it is off."""

    @abstractmethod
    def refusal(self, request: Request, body: bytes) -> int | None:
        """Return 401 or 403 for a request that is not the platform's, else ``None``."""

    @abstractmethod
    def refusal_by_header(self, request: Request) -> int | None:
        """Return 401 or 403 where the headers alone tell it, before the body is read."""

    @abstractmethod
    def events(self, body: Mapping[str, Any]) -> list[Event]:
        """Return the events of an authentic request."""

    def verify(self, request: Request) -> HTTPResponse:
        """Answer the platform's question whether this address is ours."""
        return response.text("", status=405)

    def blueprint(self, on_new_message: Answer) -> Blueprint:
        """Return the routes and the work that goes on beside them."""
        name = self.name()
        blueprint = Blueprint(f"{name}_webhook", __name__)
        if self.given is None:
            return blueprint

        @blueprint.get("/webhook", name=f"{name}_verify")
        async def verify(request: Request) -> HTTPResponse:
            return self.verify(request)

        @blueprint.post("/webhook", name=f"{name}_receive", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request)

        @blueprint.listener("after_server_start")
        async def start(app: Sanic, _loop: AbstractEventLoop) -> None:
            hub = await start_hub(app, self.settings, on_new_message)
            hub.reads(name, self.events)

        @blueprint.listener("before_server_stop")
        async def stop(app: Sanic, _loop: AbstractEventLoop) -> None:
            await stop_hub(app)

        return blueprint

    async def _receive(self, request: Request) -> HTTPResponse:
        hub: Hub | None = getattr(request.app.ctx, "hub", None)
        if hub is None:
            return response.text("", status=503)
        with hub.arriving():
            status, body = await self._authentic_body(request)
            if status == 200:
                status = self._stored(hub, body)
        return response.text("", status=status)

    async def _authentic_body(self, request: Request) -> tuple[int, bytes]:
        refused = self.refusal_by_header(request)
        if refused is not None:
            return refused, b""
        body = await _body(request, self.largest_body)
        if body is None:
            return 413, b""
        return self.refusal(request, body) or 200, body

    def _stored(self, hub: Hub, body: bytes) -> int:
        try:
            content = json.loads(body)
        except (ValueError, RecursionError):
            return 400
        if not isinstance(content, dict):
            return 200  # no platform posts it, so nothing is lost
        try:
            hub.store(self.name(), json.dumps(content))
        except StorageError as error:
            # Not stored, so not acknowledged: the platform sends it again.
            logger.error("%s: %s", self.name(), error)  # noqa: TRY400  one line for operators
            return 503
        return 200


class MetaInput(PlatformInput):
    """A webhook of Meta: signed with the secret of the application."""

    @property
    @abstractmethod
    def given(self) -> MessengerSettings | WhatsAppSettings | None:
        """The settings of the channel, ``None`` while it is off."""

    def refusal_by_header(self, request: Request) -> int | None:
        """Refuse what is not signed at all."""
        return None if request.headers.get("X-Hub-Signature-256") else 401

    def refusal(self, request: Request, body: bytes) -> int | None:
        """Refuse what is signed by somebody else."""
        signature = request.headers.get("X-Hub-Signature-256", "")
        given = self.given
        is_meta = given is not None and is_signed_by_meta(given.app_secret, body, signature)
        return None if is_meta else 403

    def verify(self, request: Request) -> HTTPResponse:
        """Give the challenge back to who knows the token."""
        token = request.args.get("hub.verify_token", "")
        known = self.given is not None and same_secret(token, self.given.verify_token)
        if request.args.get("hub.mode") != "subscribe" or not known:
            return response.text("", status=403)
        return response.text(request.args.get("hub.challenge", ""))


async def start_hub(app: Sanic, settings: Settings, answer: Answer) -> Hub:
    """Start the work of all channels, once a process however many channels there are."""
    running: Hub | None = getattr(app.ctx, "hub", None)
    if running is not None:
        return running
    hub = Hub(settings.database_url, platforms_of(settings.channels))
    app.ctx.hub = hub
    await hub.start_sending()
    hub.start_answering(answer)
    return hub


async def stop_hub(app: Sanic) -> None:
    """Stop the work of all channels."""
    hub: Hub | None = getattr(app.ctx, "hub", None)
    if hub is not None:
        app.ctx.hub = None
        await hub.stop()


async def _body(request: Request, largest: int) -> bytes | None:
    """Return the raw body, or ``None`` when it is too large, without reading all of it."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > largest:
        return None
    chunks, total = [], 0
    while (chunk := await request.stream.read()) is not None:
        total += len(chunk)
        if total > largest:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
