"""A message is marked as answered together with its answers, not before."""

import asyncio

import pytest
import sqlalchemy as sa
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted, UserUttered
from sqlalchemy.engine import Engine

from bot import clock
from bot.giving_way import between_steps
from bot.memory.database import engine_for, reading, writing
from bot.memory.tracker_store import ShortTrackerStore
from bot.messages import inbox, tables
from bot.messages.contacts import Address, contacts
from bot.messages.lease import Worker
from bot.messages.outbox import outbox
from channels.accept import accept
from channels.arriving import GIVE_WAY_SECONDS, GIVE_WAY_TIMES, Arriving
from channels.inbound import Inbound
from channels.turns import Turns


class AgentAsRasa:
    """Uses the tracker store in the order in which Rasa does."""

    def __init__(self, engine: Engine, url: str, *, restarts: bool = False) -> None:
        self._engine = engine
        self._store = ShortTrackerStore(Domain.empty(), url)
        self._restarts = restarts
        self.states_at_first_save: list[str] = []

    async def handle_message(self, message: UserMessage) -> None:
        tracker = await self._store.get_or_create_tracker(
            message.sender_id, append_action_listen=False
        )
        with reading(self._engine) as connection:
            states = connection.execute(sa.select(inbox.inbox.c.state)).scalars()
            self.states_at_first_save += states
        tracker.update(UserUttered(message.text, message_id=message.message_id))
        await message.output_channel.send_response(message.sender_id, {"text": "salam"})
        if self._restarts:
            tracker.update(Restarted())
        await self._store.save(tracker)


def salam(engine: Engine) -> None:
    event = Inbound("1", (Address("7"),), "text", text="salam")
    with writing(engine) as connection:
        assert accept(connection, "telegram", [event], clock.now()) == 1


def answer_one(engine: Engine, agent: AgentAsRasa) -> None:
    salam(engine)

    async def run() -> None:
        worker = Worker("here", 1, "a")
        turns = Turns(engine, worker, {}, agent.handle_message, lambda _channel: None)
        assert await turns.drain() == 1

    asyncio.run(run())


@pytest.fixture()
def engine(any_database_url: str) -> Engine:
    engine = engine_for(any_database_url)
    tables.create(engine)
    return engine


def value(engine: Engine, column: sa.Column) -> object:
    with reading(engine) as connection:
        return connection.execute(sa.select(column)).scalar_one()


def test_new_student_waits_until_the_answer_is_stored(
    engine: Engine, any_database_url: str
) -> None:
    agent = AgentAsRasa(engine, any_database_url)
    answer_one(engine, agent)
    assert agent.states_at_first_save == [inbox.WAITING]
    assert value(engine, inbox.inbox.c.state) == inbox.DONE
    assert "salam" in str(value(engine, outbox.c.message))


@pytest.mark.parametrize("restarts", [False, True])
def test_only_who_asks_to_be_forgotten_is(
    engine: Engine, any_database_url: str, restarts: bool
) -> None:
    answer_one(engine, AgentAsRasa(engine, any_database_url, restarts=restarts))
    assert (value(engine, contacts.c.forgotten_at) is not None) == restarts
    assert value(engine, inbox.inbox.c.state) == inbox.DONE


def test_turn_lets_webhooks_go_first_between_its_steps(
    engine: Engine, any_database_url: str
) -> None:
    rounds = 0
    at: list[int] = []

    class Watched(AgentAsRasa):
        async def handle_message(self, message: UserMessage) -> None:
            at.append(rounds)
            await super().handle_message(message)
            at.append(rounds)

    async def others() -> None:
        nonlocal rounds
        while True:
            rounds += 1
            await asyncio.sleep(0)

    async def run() -> None:
        salam(engine)
        agent = Watched(engine, any_database_url)
        turns = Turns(engine, Worker("here", 1, "a"), {}, agent.handle_message, lambda _: None)
        other = asyncio.create_task(others())
        arriving = Arriving()
        between_steps.set(arriving.let_pass)
        with arriving.one():
            waiting = asyncio.create_task(turns.drain())
            await asyncio.sleep(GIVE_WAY_SECONDS * GIVE_WAY_TIMES / 2)
            assert at == []  # the turn has not begun while a webhook arrives
        await waiting
        other.cancel()

    asyncio.run(run())
    begun, ended = at
    assert ended - begun >= 3 * 3  # Rasa loads once and saves a new student twice
