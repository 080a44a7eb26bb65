"""Starts Rasa's own server with the actions in the same process."""

from __future__ import annotations

import asyncio
import secrets
import socket
from asyncio import AbstractEventLoop
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.agent import load_agent
from rasa.core.channels.rest import RestInput
from rasa.core.run import close_resources, configure_app
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic, response
from sanic.request import Request
from sqlalchemy.engine import make_url

from bot import calendar_pages, channel_loading, rasa_shortcuts
from bot.actions_in_process import InProcessActions
from bot.errors import ConfigurationError, StorageError
from bot.memory.database import answers, engine_for
from bot.memory.tracker_store import purge
from bot.memory.upgrade import upgrade
from bot.offers import listing
from bot.settings import ROOT, Settings

PAGE = ROOT / "channels" / "web" / "index.html"  # talks to the REST channel, so dev only


def serve(settings: Settings, model: Path) -> None:
    """Serve until stopped.

    Args:
        settings: What the environment says.
        model: Path of a trained model.

    Raises:
        ConfigurationError: The port is in use.
    """
    # In dev Rasa's HTTP API is open, and whoever reaches it can load a model, which runs code.
    interface = "127.0.0.1" if settings.is_dev else "0.0.0.0"
    _refuse_busy_port(interface, settings.port)
    app = create_app(settings, model)
    app.run(host=interface, port=settings.port, access_log=False)


def create_app(settings: Settings, model: Path) -> Sanic:
    """Return Rasa's Sanic application with our wiring; loads the model when it starts."""
    # Rasa's HTTP API can load models and read conversations: outside dev it needs a token, and
    # without one nobody knows it.
    token = None if settings.is_dev else settings.api_token or secrets.token_urlsafe(32)
    channels = [RestInput()] if settings.is_dev else []
    channels += channel_loading.inputs(settings)
    app = configure_app(channels, auth_token=token, enable_api=True, port=settings.port)
    app.register_listener(partial(_load, settings, model), "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    if settings.is_dev:
        # Rasa has a greeting of its own at this path; the page answers before it.
        app.register_middleware(_page, "request")
    calendar_pages.add(app, settings)
    app.add_route(partial(_health, settings), "/healthz", methods=["GET"], name="healthz")
    app.add_route(partial(_offers, settings), "/offers", methods=["GET"], name="offers")
    return app


def endpoints(settings: Settings) -> AvailableEndpoints:
    """Return Rasa's wiring: tracker store, sentences and actions."""
    rasa_shortcuts.take()
    return AvailableEndpoints(
        nlg=EndpointConfig(type="bot.speaking.nlg.CatalogueNaturalLanguageGenerator"),
        action=InProcessActions(),
        tracker_store=EndpointConfig(
            type="bot.memory.tracker_store.ShortTrackerStore", url=settings.database_url
        ),
        lock_store=_lock_store(settings.redis_url),
    )


def _lock_store(url: str | None) -> EndpointConfig | None:
    """Return where Rasa keeps its locks: in Redis for several processes, else in this one."""
    if url is None:
        return None
    at = make_url(url)
    return EndpointConfig(
        type="redis",
        url=at.host or "localhost",
        port=at.port or 6379,
        db=int(at.database or 0),
        username=at.username,
        password=at.password,
        use_ssl=at.drivername == "rediss",
        key_prefix="wijha",
    )


async def _load(settings: Settings, model: Path, app: Sanic, loop: AbstractEventLoop) -> None:
    upgrade(engine_for(settings.database_url))
    purge(settings.database_url)
    app.ctx.agent = await load_agent(
        model_path=str(model), endpoints=endpoints(settings), loop=loop
    )
    print(f"ready on http://localhost:{settings.port}", flush=True)


async def _page(request: Request) -> Any:
    if request.method == "GET" and request.path == "/":
        return await response.file(PAGE, mime_type="text/html; charset=utf-8")
    return None


async def _offers(settings: Settings, request: Request) -> Any:
    # The search is plain SQL; in a thread it does not hold up the messages of students.
    loop = asyncio.get_running_loop()
    try:
        found = await loop.run_in_executor(
            None, listing.answer, engine_for(settings.database_url), dict(request.args)
        )
    except listing.BadQuery as error:
        return response.json({"error": str(error)}, status=400)
    except StorageError:
        return response.json({"error": "the index does not answer"}, status=503)
    return response.json(found, ensure_ascii=False)


async def _health(settings: Settings, request: Request) -> Any:
    agent = getattr(request.app.ctx, "agent", None)
    ready = agent is not None and agent.is_ready()
    stores = answers(engine_for(settings.database_url))
    status = 200 if ready and stores else 503
    return response.json({"model": bool(ready), "stores": stores}, status=status)


def _refuse_busy_port(interface: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((interface, port))
        except OSError:
            raise ConfigurationError(
                f"port {port} is in use; stop what uses it or set PORT"
            ) from None
