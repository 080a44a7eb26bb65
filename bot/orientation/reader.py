"""Reads one knowledge file and says in one line which key is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.orientation.items import Names, Text
from bot.understanding.language import VARIETIES

# libyaml reads these files several times faster; PyYAML may be built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry:
    """A mapping inside a knowledge file that knows its place, for errors."""

    def __init__(
        self, path: Path, where: str, values: object, defaults: Mapping[str, Any] | None = None
    ) -> None:
        if not isinstance(values, dict):
            raise DataError(path, where, "a mapping is expected")
        self.path = path
        self.where = where
        self._values: dict[Any, Any] = {**(defaults or {}), **values}

    def wrong(self, key: str, what: str) -> DataError:
        """Return the error for one of the keys."""
        return DataError(self.path, f"{self.where}.{key}" if self.where else key, what)

    def members(self) -> tuple[Any, ...]:
        """Return the keys in the order of the file."""
        return tuple(self._values)

    def has(self, key: str) -> bool:
        """Return whether the key is there with a value."""
        return self._values.get(key) is not None

    def entry(self, key: Any, defaults: Mapping[str, Any] | None = None) -> Entry:
        """Return the mapping under a key."""
        where = f"{self.where}.{key}" if self.where else str(key)
        return Entry(self.path, where, self._required(key), defaults)

    def raw(self, key: str) -> dict[str, Any]:
        """Return a plain mapping, empty when the key is absent."""
        return dict(self.entry(key)._values) if self.has(key) else {}

    def string(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self._required(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "a text is expected")
        return value

    def optional_string(self, key: str) -> str | None:
        """Return a text, or None when the file says null; the key itself must be there."""
        self._known(key)
        return self.string(key) if self.has(key) else None

    def optional_integer(self, key: str) -> int | None:
        """Return a whole number, or None when the file says null."""
        self._known(key)
        return self.integer(key) if self.has(key) else None

    def integer(self, key: str) -> int:
        """Return a whole number above zero."""
        value = self._required(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, "a whole number above 0 is expected")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self._required(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "true or false is expected")
        return value

    def day(self, key: str) -> date:
        """Return a calendar day."""
        value = self._required(key)
        if type(value) is not date:
            raise self.wrong(key, "a day is expected, such as 2026-11-23")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a list of texts without repetition."""
        self._known(key)
        value = self._values[key]
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.wrong(key, "a list of texts is expected")
        if len(set(value)) != len(value):
            raise self.wrong(key, "the list repeats itself")
        return tuple(value)

    def optional_strings(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts, or None when the file says null."""
        self._known(key)
        return self.strings(key) if self.has(key) else None

    def text(self, key: Any) -> Text:
        """Return a text in the four varieties."""
        part = self._varieties(key)
        return Text(*(part.string(variety) for variety in VARIETIES))

    def optional_text(self, key: str) -> Text | None:
        """Return a text in the four varieties, or None when the file says null."""
        self._known(key)
        return self.text(key) if self.has(key) else None

    def names(self, key: str) -> Names:
        """Return a list of names in each of the four varieties."""
        part = self._varieties(key)
        return Names(*(part.strings(variety) for variety in VARIETIES))

    def _varieties(self, key: Any) -> Entry:
        part = self.entry(key)
        for variety in VARIETIES:
            if variety not in part._values:
                raise part.wrong(variety, "the variety is missing")
        for extra in part.members():
            if extra not in VARIETIES:
                raise part.wrong(str(extra), "not one of the four varieties")
        return part

    def _known(self, key: Any) -> None:
        if key not in self._values:
            raise self.wrong(str(key), "the key is missing")

    def _required(self, key: Any) -> Any:
        self._known(key)
        if self._values[key] is None:
            raise self.wrong(str(key), "a value is expected, not null")
        return self._values[key]


def read(path: Path) -> Entry:
    """Read a YAML file.

    Raises:
        DataError: The file is absent, is not YAML or is not a mapping.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as error:
        raise DataError(path, "", f"cannot be read ({error.strerror})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else ""
        raise DataError(path, line, getattr(error, "problem", None) or "is not YAML") from error
    return Entry(path, "", content)
