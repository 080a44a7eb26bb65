"""The bot as it is served: a process of its own, asked over HTTP."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from bot.settings import ROOT

START_SECONDS = 120


class Served:
    """A served bot with a database of its own.

    Args:
        database: Path of the SQLite file, or an SQLAlchemy URL.
        environment: Variables beside those of the test process.
    """

    def __init__(self, database: Path | str, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60)
        url = f"sqlite:///{database}" if isinstance(database, Path) else database
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "DATABASE_URL": url,
            **environment,
        }

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command of the bot on the same database, to its end."""
        command = [sys.executable, "-m", "bot", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )

    def start(self) -> None:
        command = [sys.executable, "-m", "bot", "serve"]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self.environment)
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

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        answer = self.client.post(
            "/webhooks/rest/webhook", json={"sender": sender, "message": message}
        )
        answer.raise_for_status()
        return answer.json()
