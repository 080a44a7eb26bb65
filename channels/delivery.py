"""Sends what the outbox holds for one platform; several processes may do it at the same time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.engine import Engine

from bot import clock
from bot.errors import PlatformError, WijhaError
from bot.memory.database import reading, writing
from bot.messages import contacts, payloads, sending
from bot.messages.contacts import Contact
from bot.messages.lease import LEASE_SECONDS, Worker
from bot.messages.sending import Claimed
from channels.composing import Composer, Request
from channels.handing_over import before_bytes_leave
from channels.pace import Pace
from channels.platform import Platform

logger = logging.getLogger(__name__)

AT_ONCE = 16
"""Messages on their way at the same time, to different students."""
POLL_SECONDS = 1.0
PAUSE_BASE = 4.0
"""WhatsApp asks for pauses of 4^n seconds; the others are content with less."""
LONGEST_PAUSE_SECONDS = 600.0
WINDOW_MARGIN = timedelta(minutes=1)
"""A message that is sent in the window's last minute could arrive after it."""


class Delivery:
    """The sending side of one platform.

    Args:
        engine: The database.
        platform: Where to send.
        worker: Who sends, for the leases.
    """

    def __init__(self, engine: Engine, platform: Platform, worker: Worker) -> None:
        self._engine = engine
        self._platform = platform
        self._worker = worker
        self._pace = Pace(platform.per_student_every, platform.per_student_burst)
        self._woken = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look into the outbox now instead of at the next tick."""
        self._woken.set()

    async def run(self) -> None:
        """Send until cancelled; what is on its way then is finished."""
        try:
            while True:
                self._woken.clear()
                try:
                    claimed = await self._start()
                except WijhaError as error:
                    logger.error("%s: %s", self._platform.name, error)  # noqa: TRY400
                    claimed = 0
                if not claimed:
                    await self._rest()
        finally:
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=LEASE_SECONDS)

    async def drain(self) -> int:
        """Send what is due now and return how many messages were taken."""
        total = 0
        while claimed := await self._start():
            total += claimed
            await asyncio.wait(self._tasks)
        return total

    async def _rest(self) -> None:
        # The end of a message may free the next one to the same student, so it wakes us too.
        try:
            await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)
        except asyncio.TimeoutError:
            sending.release_dead(self._engine, self._worker)

    async def _start(self) -> int:
        free = AT_ONCE - len(self._tasks)
        if free <= 0:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            return 1
        claimed = sending.claim(
            self._engine, self._platform.name, self._worker, free, self._platform.per_second
        )
        for each in claimed:
            task = asyncio.create_task(self._deliver(each))
            self._tasks.add(task)
            task.add_done_callback(self._ended)
        return len(claimed)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._woken.set()
        if not task.cancelled() and task.exception() is not None:
            # The database did not even take the mark; the lease runs out and it is tried again.
            logger.error("%s: %s", self._platform.name, type(task.exception()).__name__)

    async def _deliver(self, claimed: Claimed) -> None:
        try:
            await self._deliver_or_fail(claimed)
        except Exception as error:
            # A message that breaks us must not do so for ever. The class only: a trace could
            # carry its words.
            logger.error(  # noqa: TRY400
                "%s: message %d: %s", self._platform.name, claimed.id, type(error).__name__
            )
            pause = pause_before(claimed.attempts)
            sending.mark_retry(
                self._engine, claimed.id, type(error).__name__, claimed.handed_over, pause
            )

    async def _deliver_or_fail(self, claimed: Claimed) -> None:
        with reading(self._engine) as connection:
            contact = contacts.find(connection, claimed.sender_id)
        obstacle = _obstacle(claimed, contact)
        if obstacle is not None or contact is None:
            sending.mark_failed(self._engine, claimed.id, obstacle or "no contact")
            return
        if not self._window_is_open(contact):
            await self._deliver_outside_window(claimed, contact)
            return
        composer = Composer(contact.sender_id, contact.variety)
        requests = self._platform.render(claimed.message, composer)
        self._remember(contact, composer)
        await self._send(claimed, contact, requests)

    def _window_is_open(self, contact: Contact) -> bool:
        window = self._platform.window
        if window is None:
            return True
        since = contact.wrote_at
        return since is not None and clock.now() < since + window - WINDOW_MARGIN

    async def _deliver_outside_window(self, claimed: Claimed, contact: Contact) -> None:
        if not sending.is_proactive(claimed.kind):
            sending.mark_failed(self._engine, claimed.id, "window closed")
            return
        template = self._platform.template(claimed.kind, claimed.message, contact)
        if template is None:
            sending.mark_held(self._engine, claimed.id)
            return
        await self._send(claimed, contact, [template])

    def _remember(self, contact: Contact, composer: Composer) -> None:
        # Before anything is shown, so that a press or a number can never come too early.
        if not composer.keys and not composer.choices:
            return
        with writing(self._engine) as connection:
            payloads.store(connection, contact.sender_id, composer.keys)
            if composer.choices:
                contacts.change(connection, contact.sender_id, choices=composer.choices)

    async def _send(self, claimed: Claimed, contact: Contact, requests: list[Request]) -> None:
        platform_id = None
        for part in range(claimed.handed_over, len(requests)):
            await self._pace.wait(contact.sender_id)
            try:
                with before_bytes_leave(self._handing_over(claimed, part + 1)):
                    key = f"{claimed.id}.{part}"
                    platform_id = await self._platform.send(requests[part], contact, key)
            except PlatformError as error:
                await self._failed(claimed, contact, part, error)
                return
        sending.mark_sent(self._engine, claimed.id, platform_id)

    def _handing_over(self, claimed: Claimed, parts: int) -> Callable[[], None]:
        return lambda: sending.hand_over(self._engine, claimed.id, parts)

    async def _failed(
        self, claimed: Claimed, contact: Contact, part: int, error: PlatformError
    ) -> None:
        name = self._platform.name
        if error.fate == "retry":
            pause = error.retry_after or pause_before(claimed.attempts)
            sending.mark_retry(self._engine, claimed.id, error.code, part, pause)
            logger.info("%s: %s, again in %.0f s", name, error.code, pause)
            return
        if error.fate == "window" and sending.is_proactive(claimed.kind):
            template = self._platform.template(claimed.kind, claimed.message, contact)
            if template is not None and part == 0 and not claimed.attempts:
                await self._send_template(claimed, contact, template)
            else:
                sending.mark_held(self._engine, claimed.id)
            return
        if error.fate == "blocked":
            with writing(self._engine) as connection:
                contacts.change(connection, contact.sender_id, blocked_at=clock.now())
        sending.mark_failed(self._engine, claimed.id, error.code)
        logger.warning("%s: message given up: %s (%s)", name, error.code, error.fate)

    async def _send_template(self, claimed: Claimed, contact: Contact, template: Request) -> None:
        try:
            with before_bytes_leave(self._handing_over(claimed, 1)):
                platform_id = await self._platform.send(template, contact, f"{claimed.id}.t")
        except PlatformError as error:
            sending.mark_failed(self._engine, claimed.id, error.code)
            logger.warning("%s: template given up: %s", self._platform.name, error.code)
            return
        sending.mark_sent(self._engine, claimed.id, platform_id)


def pause_before(attempts: int) -> float:
    """Return the seconds to wait after so many earlier failures: 1, 4, 16 … at most 10 minutes."""
    return float(min(LONGEST_PAUSE_SECONDS, PAUSE_BASE**attempts))


def _obstacle(claimed: Claimed, contact: Contact | None) -> str | None:
    if contact is None:
        return "no contact"
    if not sending.is_proactive(claimed.kind):
        return None
    if contact.opted_out_at is not None:
        return "opted out"
    return "blocked" if contact.blocked_at is not None else None
