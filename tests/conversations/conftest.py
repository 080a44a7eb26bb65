"""A bot served for the dialogues, with the offers of both job boards when they are at hand."""

from collections.abc import Iterator

import pytest

from bot.training import train, up_to_date
from tests import boards
from tests.conversations.conversation import NOW
from tests.served.process import Served


@pytest.fixture(scope="session")
def students_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if not up_to_date():
        train()
    server = Served(tmp_path_factory.mktemp("conversations") / "db.sqlite3", BOT_NOW=NOW)
    if boards.AT_HAND:
        for name, path in boards.FILES.items():
            server.run("offers", "import", str(path), "--feed", name)
    server.start()
    yield server
    server.kill()
    server.client.close()
