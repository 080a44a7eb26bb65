"""Meta's Graph API: what Messenger and WhatsApp have in common of sending and setting up."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from bot.errors import PlatformError
from channels.handing_over import MarkingTransport

TIMEOUT_SECONDS = 20.0
_CONNECTIONS = 40

Upload = tuple[str, str, str, str]
"""Field name, file name, content, MIME type."""


@dataclass(frozen=True)
class GraphError:
    """What Meta answers when it refuses: ``code`` tells what, words may change."""

    code: int
    subcode: int
    status: int

    @property
    def name(self) -> str:
        """Code and subcode for logs and marks."""
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


class GraphClient:
    """Calls the Graph API; made inside the loop that uses it.

    Args:
        url: Address with version, such as ``https://graph.facebook.com/v25.0``.
        token: Access token.
        app_secret: Signs each call, so that a leaked token alone is of no use.
        fate: From Meta's error to what becomes of the message (see ``PlatformError``).
    """

    def __init__(
        self, url: str, token: str, app_secret: str, fate: Callable[[GraphError], str]
    ) -> None:
        self._fate = fate
        self._proof = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        self._client = httpx.AsyncClient(
            base_url=url + "/",
            headers={"Authorization": f"Bearer {token}"},
            timeout=TIMEOUT_SECONDS,
            transport=MarkingTransport(_CONNECTIONS),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def post(
        self, path: str, body: Mapping[str, Any], upload: Upload | None = None
    ) -> dict[str, Any]:
        """Post JSON, or a form with a file; return Meta's answer.

        Raises:
            PlatformError: Meta refuses it or does not answer.
        """
        if upload is None:
            return await self._call("POST", path, json=body)
        field, filename, content, mime_type = upload
        fields = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in body.items()
        }
        files = {field: (filename, content.encode(), mime_type)}
        return await self._call("POST", path, data=fields, files=files)

    async def get(self, path: str, **parameters: str) -> dict[str, Any]:
        """Get JSON.

        Raises:
            PlatformError: Meta refuses it or does not answer.
        """
        return await self._call("GET", path, params=parameters)

    async def _call(self, method: str, path: str, **parts: Any) -> dict[str, Any]:
        parts["params"] = {**parts.get("params", {}), "appsecret_proof": self._proof}
        try:
            response = await self._client.request(method, path, **parts)
        except httpx.TransportError as error:
            raise PlatformError(type(error).__name__, "retry") from error
        try:
            answer = response.json()
        except ValueError:
            answer = {}
        if not isinstance(answer, dict):
            answer = {}
        if response.is_success and "error" not in answer:
            return answer
        raise self._error(response, answer.get("error"))

    def _error(self, response: httpx.Response, given: Any) -> PlatformError:
        fields = given if isinstance(given, dict) else {}
        code, subcode = fields.get("code"), fields.get("error_subcode")
        error = GraphError(
            code if isinstance(code, int) else 0,
            subcode if isinstance(subcode, int) else 0,
            response.status_code,
        )
        if error.code == 0:
            # Not Meta's own answer: a proxy or an overloaded server on the way.
            again = response.status_code == 429 or response.status_code >= 500
            name = f"http {response.status_code}"
            return PlatformError(name, "retry" if again else "refused", _retry_after(response))
        return PlatformError(error.name, self._fate(error), _retry_after(response))


def _retry_after(response: httpx.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return min(float(text), 3600.0) if text.isdecimal() else None
