"""Fake platforms and a process with the channels and an echoing agent."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.settings import ROOT
from bot.training import ensure_trained
from tests.channels.fakes import messenger, telegram, webhooks, whatsapp
from tests.channels.fakes.messenger import FakeMessenger
from tests.channels.fakes.platform import FakePlatform
from tests.channels.fakes.telegram import FakeTelegram
from tests.channels.fakes.whatsapp import FakeWhatsApp
from tests.conversations.conversation import NOW

START_SECONDS = 120


@dataclass
class Fakes:
    messenger: FakeMessenger
    whatsapp: FakeWhatsApp
    telegram: FakeTelegram

    def __iter__(self) -> Iterator[FakePlatform]:
        return iter((self.messenger, self.whatsapp, self.telegram))

    def environment(self) -> dict[str, str]:
        return {
            "MESSENGER_PAGE_ID": messenger.PAGE,
            "MESSENGER_PAGE_TOKEN": messenger.TOKEN,
            "MESSENGER_APP_SECRET": messenger.SECRET,
            "MESSENGER_VERIFY_TOKEN": messenger.VERIFY,
            "WHATSAPP_PHONE_NUMBER_ID": whatsapp.NUMBER,
            "WHATSAPP_TOKEN": whatsapp.TOKEN,
            "WHATSAPP_APP_SECRET": whatsapp.SECRET,
            "WHATSAPP_VERIFY_TOKEN": whatsapp.VERIFY,
            "TELEGRAM_TOKEN": telegram.TOKEN,
            "TELEGRAM_SECRET_TOKEN": telegram.SECRET,
            "TELEGRAM_API_URL": self.telegram.url,
        }


class Router(FakePlatform):
    """One Graph API for both Meta channels, told apart by the token."""

    def __init__(self, for_messenger: FakeMessenger, for_whatsapp: FakeWhatsApp) -> None:
        super().__init__()
        self._messenger, self._whatsapp = for_messenger, for_whatsapp

    def handle(self, method: str, path: str, headers, body: bytes) -> dict:
        is_whatsapp = whatsapp.TOKEN in headers.get("Authorization", "")
        chosen = self._whatsapp if is_whatsapp else self._messenger
        return chosen.handle(method, path, headers, body)


class Process:
    """A server in a process of its own, which can be killed and started again."""

    health = "/healthz"

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        self.log = log
        self._command = command
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = {**os.environ, **environment, "PORT": str(self.port)}
        self.start()

    def start(self, seconds: float = START_SECONDS) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            assert self.process is None or self.process.poll() is None, self.log.read_text()
            try:
                if self.client.get(self.health).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise AssertionError(f"not ready in time: {self.log.read_text()}")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def post(self, channel: str, body: bytes, headers: dict[str, str] | None = None) -> int:
        signed = webhooks.headers(channel, body) if headers is None else headers
        answer = self.client.post(f"/webhooks/{channel}/webhook", content=body, headers=signed)
        return answer.status_code

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()
        self.client.close()


class ForkingProcess(Process):
    """A server as a fork of a process that has imported everything: it starts at once."""

    def __init__(self, which: str, environment: dict[str, str], log: Path) -> None:
        self._parent: subprocess.Popen[str] | None = None
        self._pid = 0
        command = [sys.executable, "-m", "tests.channels.forking", which]
        super().__init__(command, environment, log)

    def start(self, seconds: float = START_SECONDS) -> None:
        if self._parent is None:
            with self.log.open("ab") as log:
                self._parent = subprocess.Popen(
                    self._command,
                    cwd=ROOT,
                    env=self.environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
        assert self._parent.stdin and self._parent.stdout
        self._parent.stdin.write("start\n")
        self._parent.stdin.flush()
        self._pid = int(self._parent.stdout.readline())
        self._wait(seconds)

    def kill(self) -> None:
        os.kill(self._pid, signal.SIGKILL)
        while Path(f"/proc/{self._pid}").exists():
            time.sleep(0.001)

    def close(self) -> None:
        self.kill()
        assert self._parent is not None
        self._parent.kill()
        self._parent.wait()
        self.client.close()


@pytest.fixture(scope="session")
def session_fakes() -> Iterator[tuple[Fakes, Router]]:
    fakes = Fakes(FakeMessenger(), FakeWhatsApp(), FakeTelegram())
    router = Router(fakes.messenger, fakes.whatsapp)
    yield fakes, router
    for fake in (*fakes, router):
        fake.close()


@pytest.fixture(scope="session")
def bot(
    platform_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    """The real bot behind the fakes; one for all tests that do not kill it."""
    ensure_trained()
    folder = tmp_path_factory.mktemp("bot")
    database = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "BOT_NOW": NOW}
    process = Process(
        [sys.executable, "-m", "bot", "serve"],
        {**platform_environment, **database},
        folder / "log",
    )
    yield process
    process.close()


@pytest.fixture()
def fakes(session_fakes: tuple[Fakes, Router]) -> Fakes:
    for fake in session_fakes[0]:
        fake.forget()
    return session_fakes[0]


@pytest.fixture(scope="session")
def platform_environment(session_fakes: tuple[Fakes, Router]) -> dict[str, str]:
    fakes, router = session_fakes
    return {**fakes.environment(), "GRAPH_API_URL": router.url}


@pytest.fixture(scope="session")
def session_echo(
    platform_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    folder = tmp_path_factory.mktemp("echo")
    process = Process(
        [sys.executable, "-m", "tests.channels.echo_app"],
        {**platform_environment, "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"},
        folder / "log",
    )
    yield process
    process.close()


@pytest.fixture()
def echo(session_echo: Process, fakes: Fakes) -> Iterator[Process]:
    """The echoing server; a test fails when it leaves an error in the log."""
    before = session_echo.log.stat().st_size
    yield session_echo
    written = session_echo.log.read_bytes()[before:].decode()
    assert "ERROR" not in written and "Traceback" not in written, written
