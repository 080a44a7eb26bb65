"""A PostgreSQL server of the tests' own, on a free port, in a folder that goes with it."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg2

USER = "wijha"
_numbers = count(1)


def programs() -> Path | None:
    """Return the folder of ``initdb``, ``pg_ctl`` and ``createdb``, or ``None``."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@contextmanager
def server() -> Iterator[str]:
    """Run a server; yield the URL of its maintenance database.

    Its files lie in a folder of its own: pytest's are closed to other users, and PostgreSQL refuses
    to run as root.
    """
    bin_ = programs()
    assert bin_ is not None, "PostgreSQL is not installed"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="wijha-postgresql-"))
    data = folder / "data"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    _as_server(bin_ / "initdb", "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "-N")
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {folder}"
    log = str(folder / "log")
    _as_server(bin_ / "pg_ctl", "-D", str(data), "-w", "-l", log, "-o", settings, "start")
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    finally:
        _as_server(bin_ / "pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str) -> str:
    """Create an empty database on a server; return its URL."""
    name = f"test_{next(_numbers)}"
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    finally:
        connection.close()
    return url.rsplit("/", 1)[0] + f"/{name}"


def _as_server(program: Path, *arguments: str) -> None:
    command = [str(program), *arguments]
    if getpass.getuser() == "root":
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
    # A file, not a pipe: the server would inherit the pipe and hold it open.
    done = subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, cwd="/"
    )
    assert done.returncode == 0, f"{program.name} ended with code {done.returncode}"
