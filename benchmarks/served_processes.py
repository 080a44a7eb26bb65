"""The two servers that `benchmarks/served.py` compares, each started and stopped as a whole."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 300


@dataclass(frozen=True)
class Server:
    """A server that is ready.

    Attributes:
        url: Its address.
        ready_seconds: From the start of the process until it answered.
        pid: The process that answers; processes beside it are not counted as its memory.
    """

    url: str
    ready_seconds: float
    pid: int

    def resident_megabytes(self) -> float:
        """Return the resident memory of the process and its children now."""
        return sum(_resident(pid) for pid in _family(self.pid)) / 1024


@contextmanager
def ours(folder: Path) -> Iterator[Server]:
    """Serve the project as ``python -m bot serve`` does, with an empty database."""
    port = free_port()
    environment = {"PORT": str(port), "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}"}
    with _running([sys.executable, "-m", "bot", "serve"], environment, port, "/healthz") as server:
        yield server


@contextmanager
def stock(model: Path, folder: Path) -> Iterator[Server]:
    """Serve a model with ``rasa run`` and the same actions with ``rasa run actions``."""
    port, actions_port = free_port(), free_port()
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(
        "nlg:\n  type: bot.speaking.nlg.CatalogueNaturalLanguageGenerator\n"
        f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n",
        encoding="utf-8",
    )
    credentials = folder / "credentials.yml"
    credentials.write_text("rest:\n", encoding="utf-8")
    rasa = [sys.executable, "-m", "rasa", "run"]
    environment = {"DATABASE_URL": f"sqlite:///{folder / 'actions.sqlite3'}"}
    actions = [*rasa, "actions", "--port", str(actions_port)]
    run = [*rasa, "--enable-api", "--port", str(port), "-m", str(model)]
    run += ["--endpoints", str(endpoints), "--credentials", str(credentials)]
    with (
        _running(actions, environment, actions_port, "/health"),
        _running(run, environment, port, "/status") as server,
    ):
        yield server


def free_port() -> int:
    """Return a TCP port that nothing uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(
    command: Sequence[str], environment: dict[str, str], port: int, path: str
) -> Iterator[Server]:
    started = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(process, url + path, started + START_SECONDS)
        yield Server(url, time.monotonic() - started, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, limit: float) -> None:
    while time.monotonic() < limit:
        if process.poll() is not None:
            raise SystemExit(f"bench: {url} ended with code {process.returncode}")
        try:
            if httpx.get(url, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit(f"bench: {url} was not ready in {START_SECONDS} s")


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(each for child in children for each in _family(int(child)))]


def _resident(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
