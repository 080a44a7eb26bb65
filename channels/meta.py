"""What sending to Messenger and to WhatsApp has in common."""

from __future__ import annotations

from collections.abc import Callable

from bot.messages.contacts import Contact
from channels.graph import GraphClient, GraphError
from channels.inbound import Inbound


class MetaPlatform:
    """Holds one client of the Graph API while the platform is open.

    Args:
        url: Address with version.
        token: Access token.
        app_secret: Signs each call.
        fate: From Meta's error to what becomes of the message (see ``PlatformError``).
    """

    def __init__(
        self, url: str, token: str, app_secret: str, fate: Callable[[GraphError], str]
    ) -> None:
        self._make: Callable[[], GraphClient] = lambda: GraphClient(url, token, app_secret, fate)
        self._graph: GraphClient | None = None

    async def open(self) -> None:
        """Make the client, inside the loop that uses it."""
        self._graph = self._make()

    async def close(self) -> None:
        """Close the client."""
        if self._graph is not None:
            await self._graph.close()

    @property
    def graph(self) -> GraphClient:
        """The client, once opened."""
        assert self._graph is not None, "open() comes first"
        return self._graph

    async def notice(self, inbound: Inbound, contact: Contact) -> None:
        """Do nothing: Meta wants nothing besides an answer."""
