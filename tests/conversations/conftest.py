"""A bot served for the dialogues, with the offers of both job boards when they are at hand.

All dialogues speak with one server, but each finds an agenda in which nothing is booked: who else
is to have a slot stands in the dialogue itself.
"""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from benchmarks import boards
from bot.appointments.tables import appointments, cells, code_trials, waiting
from bot.memory.database import engine_for, writing
from bot.messages.outbox import outbox
from bot.training import ensure_trained
from tests.conversations.conversation import NOW
from tests.served.process import Served


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    ensure_trained()
    server = Served(tmp_path_factory.mktemp("conversations") / "db.sqlite3", BOT_NOW=NOW)
    if boards.AT_HAND:
        for name, path in boards.FILES.items():
            server.run("offers", "import", str(path), "--feed", name)
    server.start()
    yield server
    server.kill()
    server.client.close()


@pytest.fixture()
def students_bot(server: Served) -> Served:
    """The served bot with an agenda that is empty and nothing that waits to be sent."""
    with writing(engine_for(server.environment["DATABASE_URL"])) as connection:
        for table in (cells, appointments, waiting, code_trials, outbox):
            connection.execute(sa.delete(table))
    return server
