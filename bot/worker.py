"""The worker: sends what the outbox holds and does the work that comes round, until stopped."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy.engine import Engine

from bot import channel_loading, clock
from bot.appointments import mail
from bot.appointments.tables import create as create_appointments
from bot.memory import tracker_store
from bot.memory.database import engine_for, writing
from bot.memory.retention import CONVERSATION_DAYS, FINISHED_MESSAGE_DAYS
from bot.memory.upgrade import upgrade
from bot.messages import arrivals, contacts, counts, inbox, payloads, sending
from bot.messages.due_work import DueWork, run_due
from bot.offers.index import store
from bot.offers.index.tables import create as create_offers
from bot.settings import Settings
from bot.speaking import offer_alerts

TICK_SECONDS = 5.0


def _purge_conversations(engine: Engine) -> int:
    return tracker_store.purge(engine.url.render_as_string(hide_password=False), CONVERSATION_DAYS)


def _purge_messages(engine: Engine) -> int:
    now = clock.now()
    finished = now - timedelta(days=FINISHED_MESSAGE_DAYS)
    silent = now - timedelta(days=CONVERSATION_DAYS)
    total = sending.expire(engine) + sending.purge(engine, finished)
    with writing(engine) as connection:
        total += arrivals.purge(connection, finished)
        total += inbox.purge(connection, finished)
        total += payloads.purge(connection, silent)
        total += counts.purge(connection)
        total += contacts.purge(connection, silent)
    return total


def _purge_offers(engine: Engine) -> int:
    create_offers(engine)
    with writing(engine) as connection:
        return store.purge(connection, clock.now())


def appointment_mails(engine: Engine) -> int:
    """Send the calendar files that are due."""
    create_appointments(engine)
    return mail.send_due(engine)


WORK: tuple[DueWork, ...] = (
    DueWork("purge conversations", timedelta(hours=6), _purge_conversations),
    DueWork("offer alerts", timedelta(minutes=1), offer_alerts.send_due),
    DueWork("appointment mails", timedelta(minutes=1), appointment_mails),
    DueWork("purge offers", timedelta(hours=6), _purge_offers),
    DueWork("purge messages", timedelta(minutes=10), _purge_messages),
)
"""Everything that comes round. Offers and appointments add theirs here."""


async def work(settings: Settings, once: bool = False) -> None:
    """Do what is due, again and again, and send what it leads to.

    Args:
        settings: What the environment says.
        once: Do what is due now and return.
    """
    engine = engine_for(settings.database_url)
    upgrade(engine)  # the worker may be the first to start after an update
    hub = channel_loading.hub(settings)
    if once:
        await _do_due(engine)
        print(f"worker: sent: {await hub.send_due()}", flush=True)
        await hub.stop()
        return
    await hub.start_sending()
    print("worker: ready", flush=True)
    try:
        while True:
            await _do_due(engine)
            await asyncio.sleep(TICK_SECONDS)
    finally:
        await hub.stop()


async def _do_due(engine: Engine) -> None:
    for name, count in (await asyncio.to_thread(run_due, engine, WORK)).items():
        print(f"worker: {name}: {count}", flush=True)
