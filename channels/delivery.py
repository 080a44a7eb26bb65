"""Sends what the outbox holds for one platform; several processes may do it at the same time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy.engine import Engine

from bot import clock
from bot.errors import PlatformError
from bot.giving_way import give_way
from bot.memory.database import reading, writing
from bot.messages import contacts, payloads, sending
from bot.messages.contacts import Contact
from bot.messages.lease import Worker
from bot.messages.sending import Claimed
from channels.composing import Composer, Request
from channels.draining import Drain
from channels.handing_over import before_bytes_leave
from channels.pace import Pace
from channels.platform import Platform

logger = logging.getLogger(__name__)

AT_ONCE = 16
"""Messages on their way at the same time, to different students."""
PAUSE_BASE = 4.0
"""WhatsApp asks for pauses of 4^n seconds; the others are content with less."""
LONGEST_PAUSE_SECONDS = 600.0
WINDOW_MARGIN = timedelta(minutes=1)
"""A message that is sent in the window's last minute could arrive after it."""


class Delivery(Drain[Claimed]):
    """The sending side of one platform.

    Args:
        engine: The database.
        platform: Where to send.
        worker: Who sends, for the leases.
    """

    def __init__(self, engine: Engine, platform: Platform, worker: Worker) -> None:
        super().__init__(platform.name, AT_ONCE)
        self._engine = engine
        self._platform = platform
        self._worker = worker
        self._pace = Pace(platform.per_student_every, platform.per_student_burst)

    def claim(self, limit: int) -> Sequence[Claimed]:
        """Take messages that are due."""
        platform = self._platform
        return sending.claim(self._engine, platform.name, self._worker, limit, platform.per_second)

    def release_dead(self) -> int:
        """Free what processes held that died."""
        return sending.release_dead(self._engine, self._worker)

    async def work(self, row: Claimed) -> None:
        """Send one message, or mark why not."""
        await give_way()
        try:
            await self._deliver(row)
        except Exception as error:
            # A message that breaks us must not do so for ever. The class only: a trace could
            # carry its words.
            logger.error(  # noqa: TRY400
                "%s: message %d: %s", self._platform.name, row.id, type(error).__name__
            )
            pause = pause_before(row.attempts)
            sending.mark_retry(self._engine, row.id, type(error).__name__, row.handed_over, pause)

    async def _deliver(self, claimed: Claimed) -> None:
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
