"""The worker: sends what the outbox holds and does the work that comes round, until stopped."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy.engine import Engine

from bot import clock
from bot.memory import tracker_store
from bot.memory.database import engine_for, writing
from bot.memory.retention import CONVERSATION_DAYS, FINISHED_MESSAGE_DAYS
from bot.messages import sending, tables
from bot.messages.due_work import DueWork, run_due
from bot.offers.index import store
from bot.offers.index.tables import create as create_offers
from bot.settings import Settings
from bot.speaking import offer_alerts

TICK_SECONDS = 5.0


def _purge_conversations(engine: Engine) -> int:
    return tracker_store.purge(engine.url.render_as_string(hide_password=False), CONVERSATION_DAYS)


def _purge_outbox(engine: Engine) -> int:
    return sending.purge(engine, clock.now() - timedelta(days=FINISHED_MESSAGE_DAYS))


def _purge_offers(engine: Engine) -> int:
    create_offers(engine)
    with writing(engine) as connection:
        return store.purge(connection, clock.now())


WORK: tuple[DueWork, ...] = (
    DueWork("purge conversations", timedelta(hours=6), _purge_conversations),
    DueWork("purge outbox", timedelta(hours=6), _purge_outbox),
    DueWork("offer alerts", timedelta(minutes=1), offer_alerts.send_due),
    DueWork("purge offers", timedelta(hours=6), _purge_offers),
)
"""Everything that comes round. Offers and appointments add theirs here."""


async def work(settings: Settings, once: bool = False) -> None:
    """Do what is due, again and again.

    Args:
        settings: What the environment says.
        once: Do what is due now and return.
    """
    engine = engine_for(settings.database_url)
    tables.create(engine)
    print("worker: ready", flush=True)
    while True:
        for name, count in (await asyncio.to_thread(run_due, engine, WORK)).items():
            print(f"worker: {name}: {count}", flush=True)
        if once:
            return
        await asyncio.sleep(TICK_SECONDS)
