"""Checks of a message's shape, as strict as the platform's reference."""

from typing import Any


class Shape:
    """Checks fields one by one and refuses with the platform's own error."""

    def __init__(self, error: Any) -> None:
        self._error = error

    def need(self, condition: object, what: str) -> None:
        if not condition:
            raise self._error(what)

    def text(self, value: Any, limit: int, what: str) -> str:
        self.need(isinstance(value, str) and value.strip(), f"{what} is empty")
        self.need(len(value) <= limit, f"{what} has {len(value)} of {limit} characters")
        return value

    def only(self, value: Any, keys: set[str], what: str) -> None:
        self.need(isinstance(value, dict), f"{what} is not an object")
        self.need(set(value) <= keys, f"{what} has unknown fields {set(value) - keys}")

    def url(self, value: Any, what: str) -> None:
        self.need(str(value).startswith(("http://", "https://")), f"{what} is no URL")
