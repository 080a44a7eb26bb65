"""Answers what the inbox holds: one message of a student after the other, many students at once.

The answers, the conversation and the mark that a message is answered are written in one
transaction. A process that dies before it leaves the message unanswered, one that dies after it
leaves answers in the outbox; neither loses anything nor says it twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.errors import PlatformError
from bot.giving_way import give_way
from bot.memory.database import writing
from bot.memory.tracker_store import with_save
from bot.messages import contacts, inbox
from bot.messages.contacts import Contact
from bot.messages.inbox import Received
from bot.messages.lease import LEASE_SECONDS, Worker
from bot.messages.outbox import Outgoing, enqueue
from bot.speaking.variety import variety_of
from channels.answers import ForDialogue, Step, next_step
from channels.draining import Drain
from channels.inbound import Inbound
from channels.joining import join_texts
from channels.platform import Platform
from channels.wording import message_of, text_of

logger = logging.getLogger(__name__)

AT_ONCE = 1
"""Turns at the same time in a process. A turn computes and hardly waits, so more at once would only
keep webhooks waiting longer; more processes are what makes it faster."""
RETRY_SECONDS = 2.0
SLOW_SECONDS = 1.0
"""An answer that takes longer is announced by the platform's sign for typing."""
DISCLOSED_FOR = timedelta(days=30)
"""After so long a silence it is said again that a program answers."""

# Responses that say so themselves.
_DISCLOSING = frozenset({"utter_greet", "utter_bot_challenge"})

Answer = Callable[[UserMessage], Awaitable[Any]]


class Collected(OutputChannel):  # type: ignore[misc]
    """Keeps what the dialogue says, in Rasa's vocabulary, for the outbox."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Return Rasa's name of the channel."""
        return "outbox"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one message."""
        self.messages.append(dict(message))


class Turns(Drain[Received]):
    """The answering side of all platforms of a process.

    Args:
        engine: The database.
        worker: Who answers, for the leases.
        platforms: The platforms by name.
        answer: Rasa's way in: ``agent.handle_message``.
        stored: Called with the name of a channel when answers wait in its outbox.
    """

    def __init__(
        self,
        engine: Engine,
        worker: Worker,
        platforms: Mapping[str, Platform],
        answer: Answer,
        stored: Callable[[str], None],
    ) -> None:
        super().__init__("inbox", AT_ONCE)
        self._engine = engine
        self._worker = worker
        self._platforms = platforms
        self._answer = answer
        self._stored = stored
        self._notices: set[asyncio.Task[None]] = set()  # the loop itself keeps only weak references

    async def run(self) -> None:
        """Answer until stopped; turns that have begun are finished."""
        holding = asyncio.create_task(self._hold_leases())
        try:
            await super().run()
        finally:
            holding.cancel()

    def claim(self, limit: int) -> Sequence[Received]:
        """Take messages that wait for an answer."""
        return inbox.claim(self._engine, self._worker, limit)

    def release_dead(self) -> int:
        """Free what processes held that died."""
        return inbox.release_dead(self._engine, self._worker)

    async def _hold_leases(self) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            if self.rows:
                inbox.renew(self._engine, [row.id for row in self.rows], self._worker)

    async def work(self, row: Received) -> None:
        """Answer one message, or mark that it is tried again."""
        await give_way()
        try:
            await self._answered(row)
        except Exception as error:
            # The class only: a trace could carry what the student wrote.
            logger.error(  # noqa: TRY400
                "inbox: message %d of %s: %s", row.id, row.channel, type(error).__name__
            )
            self._try_again(row)
        self._stored(row.channel)

    async def _answered(self, received: Received) -> None:
        event = Inbound.from_body(received.body)
        with writing(self._engine) as connection:
            contact = contacts.find(connection, received.sender_id)
            if contact is None or contact.with_human:
                inbox.mark_done(connection, received.id)
                return
            step = next_step(connection, event, contact)
        notice = asyncio.create_task(self._notice(event, contact))
        self._notices.add(notice)
        notice.add_done_callback(self._notices.discard)
        typing = asyncio.create_task(self._typing(event, contact))
        try:
            await self._take(step, received, contact)
        finally:
            typing.cancel()

    async def _take(self, step: Step, received: Received, contact: Contact) -> None:
        end = _End(received, contact, self._joins(received.channel))
        if not isinstance(step, ForDialogue):
            end.messages = [dict(step.message)]
        else:
            collected = Collected()
            end.messages = collected.messages
            token = with_save.set(end.write)
            try:
                await self._answer(
                    UserMessage(
                        step.text,
                        collected,
                        received.sender_id,
                        input_channel=received.channel,
                        message_id=str(received.body["event_key"]),
                    )
                )
            finally:
                with_save.reset(token)
        if not end.written:
            with writing(self._engine) as connection:
                end.write(connection, None, False)

    def _joins(self, channel: str) -> bool:
        platform = self._platforms.get(channel)
        return platform is not None and platform.bills_each_message

    async def _notice(self, event: Inbound, contact: Contact) -> None:
        platform = self._platforms.get(contact.channel)
        if platform is None:
            return
        try:
            await platform.notice(event, contact)
        except PlatformError as error:
            logger.info("%s: notice: %s", contact.channel, error.code)

    async def _typing(self, event: Inbound, contact: Contact) -> None:
        await asyncio.sleep(SLOW_SECONDS)
        platform = self._platforms.get(contact.channel)
        if platform is None:
            return
        try:
            await platform.typing(event, contact)
        except PlatformError as error:
            logger.info("%s: typing: %s", contact.channel, error.code)

    def _try_again(self, received: Received) -> None:
        with writing(self._engine) as connection:
            if received.attempts + 1 < inbox.MAX_ATTEMPTS:
                inbox.mark_retry(connection, received.id, RETRY_SECONDS * 2**received.attempts)
                return
            contact = contacts.find(connection, received.sender_id)
            sorry = message_of("utter_error", contact.variety if contact else None)
            enqueue(connection, Outgoing(received.sender_id, sorry, key=f"sorry:{received.id}"))
            inbox.mark_done(connection, received.id, inbox.FAILED)


class _End:
    """Writes the end of a turn: the answers, what is known of the student now, the mark."""

    def __init__(self, received: Received, contact: Contact, joins: bool) -> None:
        self.messages: list[dict[str, Any]] = []
        self.written = False
        self._received = received
        self._contact = contact
        self._joins = joins

    def write(
        self, connection: Connection, tracker: DialogueStateTracker | None, deleted: bool
    ) -> None:
        """Write it in the caller's transaction, which may be the one that saves the turn.

        Rasa saves the empty conversation of somebody new before it has read the message; that is
        not the end of a turn, and nothing is written then.
        """
        if tracker is not None and not self._is_read_in(tracker):
            return
        sender_id = self._contact.sender_id
        variety = self._contact.variety if tracker is None else _variety(tracker)
        messages = join_texts(self.messages) if self._joins else self.messages
        changes: dict[str, Any] = {"choices": None}
        if tracker is not None:
            changes["variety"] = variety
            changes["asks"] = _asks(tracker)
        if messages and not self._is_disclosed():
            changes["disclosed_at"] = clock.now()
            messages = _disclosed(messages, variety)
        for number, message in enumerate(messages):
            key = f"in:{self._received.id}:{number}"
            enqueue(connection, Outgoing(sender_id, message, key=key))
        contacts.change(connection, sender_id, **changes)
        if deleted:
            contacts.forget(connection, sender_id)
        inbox.mark_done(connection, self._received.id)
        self.written = True

    def _is_read_in(self, tracker: DialogueStateTracker) -> bool:
        key = str(self._received.body["event_key"])
        return any(
            isinstance(event, UserUttered) and event.message_id == key
            for event in reversed(tracker.events)
        )

    def _is_disclosed(self) -> bool:
        at = self._contact.disclosed_at
        return at is not None and at > clock.now() - DISCLOSED_FOR


def _disclosed(messages: list[dict[str, Any]], variety: str | None) -> list[dict[str, Any]]:
    """Say first that a program answers, unless the answer says so itself."""
    if any(message.get("utter_action") in _DISCLOSING for message in messages):
        return messages
    disclosure = text_of("utter_channel_disclosure", variety)
    first, *others = messages
    if first.get("text"):
        return [{**first, "text": f"{disclosure}\n\n{first['text']}"}, *others]
    return [{"text": disclosure}, *messages]


def _variety(tracker: DialogueStateTracker) -> str:
    heard = tracker.latest_message.parse_data if tracker.latest_message else {}
    return variety_of(heard or {}, tracker.current_slot_values())


def _asks(tracker: DialogueStateTracker) -> str | None:
    asked = tracker.active_loop_name or tracker.current_slot_values().get("pending")
    return str(asked)[:64] if asked else None
