"""``serve``: the bot and everything it answers over HTTP."""

from __future__ import annotations

import argparse
from typing import Any

from bot import preflight
from bot.logs import quieten
from bot.settings import Settings


def add(commands: Any) -> None:
    """Add the parser."""
    parser = commands.add_parser("serve", help="serve the bot; trains first when the model is old")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve until stopped."""
    preflight.check()
    quieten()
    from bot.training import ensure_trained  # noqa: PLC0415  only when it is the command

    model = ensure_trained()
    _load_demo_offers(settings)
    from bot.server import serve  # noqa: PLC0415  Rasa takes ten seconds to import

    serve(settings, model)
    return 0


def _load_demo_offers(settings: Settings) -> None:
    from bot.memory.database import engine_for  # noqa: PLC0415  only when it is the command
    from bot.offers import demo  # noqa: PLC0415

    loaded = demo.refresh(engine_for(settings.database_url))
    if loaded:
        print(f"loaded {loaded} invented offers; bring real ones with: offers import", flush=True)
