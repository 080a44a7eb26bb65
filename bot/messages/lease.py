"""Who works on a message, and until when nobody else may."""

from __future__ import annotations

import os
import secrets
import socket
import time
from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.memory.database import writing

LEASE_SECONDS = 60.0
"""Longer than any request to a platform may take; a crash elsewhere delays a message this long."""


def wall() -> float:
    """Return seconds since 1970 that always run.

    Leases and pauses between attempts measure machines, not the calendar: they go on while
    ``bot.clock`` is held still.
    """
    return time.time()


@lru_cache(maxsize=1)
def _token(pid: int) -> str:
    return secrets.token_hex(4)  # a forked child has another pid, so another token


@dataclass(frozen=True)
class Worker:
    """A process that takes messages.

    Attributes:
        host: Name of the machine or container.
        pid: Process id on that machine.
        token: Differs for every start, since process ids come back.
    """

    host: str
    pid: int
    token: str

    @classmethod
    def here(cls) -> Worker:
        """Return the identity of this process."""
        return cls(socket.gethostname()[:60], os.getpid(), _token(os.getpid()))

    def __str__(self) -> str:
        return f"{self.host}/{self.pid}/{self.token}"

    def knows_dead(self, other: str) -> bool:
        """Whether another worker, given as text, is a process of this machine that ended.

        Of other machines nothing is known: their leases run out by themselves.
        """
        host, _, rest = other.rpartition("/")[0].partition("/")
        if host != self.host or not rest.isdecimal() or other == str(self):
            return False
        pid = int(rest)
        if pid == self.pid:
            # Our own number with another token: a start before ours, as in containers, where
            # every first process is number 1.
            return True
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


def release_dead(engine: Engine, queue: sa.Table, worker: Worker, waiting: str) -> int:
    """Free what workers of this machine held that are no longer alive; return how many rows.

    Args:
        engine: The database.
        queue: A table with the columns ``worker``, ``lease_until`` and ``state``.
        worker: Who asks.
        waiting: The state of rows that are still to be worked on.
    """
    held = sa.select(queue.c.worker).where(queue.c.lease_until > wall()).distinct()
    with writing(engine) as connection:
        dead = [w for w in connection.execute(held).scalars() if w and worker.knows_dead(w)]
        if not dead:
            return 0
        result = connection.execute(
            sa.update(queue)
            .where(queue.c.worker.in_(dead), queue.c.state == waiting)
            .values(lease_until=0.0)
        )
    return int(result.rowcount)
