"""What a platform must offer to those who deliver its messages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

from bot.messages.contacts import Contact
from channels.composing import Composer, Request
from channels.inbound import Inbound


class Platform(Protocol):
    """Messenger, WhatsApp or Telegram, as ``channels/delivery.py`` sees it.

    Attributes:
        name: Name of the channel; sender ids begin with it.
        window: How long after a student's message free text may be sent; ``None``: always.
        per_second: Messages a second that the platform allows to all students together.
        per_student_every: Seconds a message to one student after a burst.
        per_student_burst: Messages to one student at once.
        bills_each_message: Whether texts of one turn are worth joining.
    """

    name: str
    window: timedelta | None
    per_second: int
    per_student_every: float
    per_student_burst: int
    bills_each_message: bool

    async def open(self) -> None:
        """Make the connections, inside the loop that uses them."""

    async def close(self) -> None:
        """Close the connections."""

    def render(self, message: Mapping[str, Any], composer: Composer) -> list[Request]:
        """Return the requests that show a message within the limits."""

    def template(self, kind: str, message: Mapping[str, Any], contact: Contact) -> Request | None:
        """Return what replaces a message when the window is closed, or ``None``."""

    async def send(self, request: Request, contact: Contact, key: str) -> str | None:
        """Send one request; return the platform's id of the message.

        Args:
            request: What to send.
            contact: To whom.
            key: Ours, given back by the platform where it can.

        Raises:
            PlatformError: It was not accepted; says what that means for the message.
        """

    async def notice(self, inbound: Inbound, contact: Contact) -> None:
        """Do at once what the platform wants done with an event besides an answer.

        Raises:
            PlatformError: The platform did not take it; nothing depends on it.
        """

    async def typing(self, inbound: Inbound, contact: Contact) -> None:
        """Show the student that an answer is being written; called when it takes long.

        Raises:
            PlatformError: The platform did not take it; nothing depends on it.
        """
