"""Who works on a message, and until when nobody else may."""

from __future__ import annotations

import os
import secrets
import socket
import time
from dataclasses import dataclass

LEASE_SECONDS = 60.0
"""Longer than any request to a platform may take; a crash elsewhere delays a message this long."""


def wall() -> float:
    """Return seconds since 1970 that always run.

    Leases and pauses between attempts measure machines, not the calendar: they go on while
    ``bot.clock`` is held still.
    """
    return time.time()


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
        """Return a new identity of this process."""
        return cls(socket.gethostname()[:60], os.getpid(), secrets.token_hex(4))

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
            # The same number as ours, but another start: a container begins at 1 every time. Two
            # identities of one living process would be ours to tell apart, and there is one.
            return True
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False
