"""Is a request from the platform? Decided on its raw bytes, in constant time, before parsing."""

from __future__ import annotations

import hashlib
import hmac

_SCHEME = "sha256="


def meta_signature(app_secret: str, body: bytes) -> str:
    """Return the ``X-Hub-Signature-256`` that Meta sends with a body."""
    return _SCHEME + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed_by_meta(app_secret: str, body: bytes, header: str) -> bool:
    """Whether a body carries Meta's signature; any other scheme than SHA-256 is a forgery."""
    return same_secret(header, meta_signature(app_secret, body))


def same_secret(given: str, expected: str) -> bool:
    """Compare two texts in a time that does not depend on how much of them is the same."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
