"""What Meta's two platforms have in common: the Graph API."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.channels.fakes.platform import Refused


def called(path: str, headers: Any, token: str) -> str:
    """Return what is called, without the version; refuse a wrong token."""
    parts = urlsplit(path)
    given = parse_qs(parts.query).get("access_token", [""])[0]
    if (headers.get("Authorization", "").removeprefix("Bearer ") or given) != token:
        raise meta_error(190, "invalid token", 401)
    return re.sub(r"^/v\d+\.\d+/", "", parts.path)


def meta_error(code: int, what: str, status: int = 400, subcode: int = 0) -> Refused:
    error = {"message": what, "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    if subcode:
        error["error_subcode"] = subcode
    return Refused(status, {"error": error})
