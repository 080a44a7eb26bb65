"""A bot served once for all tests of this folder."""

from collections.abc import Callable, Iterator

import pytest

from bot.training import ensure_trained
from tests.served.process import Served


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    ensure_trained()
    server = Served(tmp_path_factory.mktemp("served") / "db.sqlite3")
    server.start()
    yield server
    server.kill()
    server.client.close()


@pytest.fixture()
def say(served: Served, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Speak as one student; returns all that the bot answered as one text."""

    def speak(message: str) -> str:
        return "\n".join(m.get("text", "") for m in served.say(request.node.name, message))

    return speak
