"""The bot as it is served: a process of its own, asked over HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from bot.training import train, up_to_date

START_SECONDS = 120


class Served:
    def __init__(self, database: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        self._environment = {
            **os.environ,
            "PORT": str(self.port),
            "DATABASE_URL": f"sqlite:///{database}",
        }
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "bot", "serve"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment)
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit:
            if self._process.poll() is not None:
                raise AssertionError(f"the server ended with code {self._process.returncode}")
            try:
                if self.client.get("/healthz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.2)
        raise AssertionError("the server was not ready in time")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def say(self, sender: str, message: str) -> list[dict]:
        answer = self.client.post(
            "/webhooks/rest/webhook", json={"sender": sender, "message": message}
        )
        answer.raise_for_status()
        return answer.json()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    if not up_to_date():
        train()
    server = Served(tmp_path_factory.mktemp("served") / "db.sqlite3")
    yield server
    server.kill()
    server.client.close()


@pytest.fixture()
def say(served: Served, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Speak as one student; returns all that the bot answered as one text."""

    def speak(message: str) -> str:
        return "\n".join(m.get("text", "") for m in served.say(request.node.name, message))

    return speak
