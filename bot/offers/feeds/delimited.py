"""CSV and TSV, read line by line."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from bot.errors import DataError
from bot.offers.feeds import limits

_DELIMITERS = ",;\t|"
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252", "cp1256")
Row = dict[str, Any]


def rows(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None
) -> Iterator[tuple[int, Row | str]]:
    """Yield number of the line and row; a text instead of a row says why it cannot be read.

    Raises:
        DataError: The file is no table, or a line has no end.
    """
    limits.check_size(path)
    csv.field_size_limit(limits.MAX_LINE)
    encoding = encoding or find_encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        lines = _lines(stream, path)
        try:
            head = next(lines)
        except StopIteration:
            raise DataError(path, "", "is empty") from None
        found = delimiter or find_delimiter(head)
        reader = csv.reader(_chained(head, lines), delimiter=found)
        try:
            names = _names(next(reader))
            if len(names) > limits.MAX_COLUMNS:
                raise DataError(path, "line 1", f"has more than {limits.MAX_COLUMNS} columns")
            for values in reader:
                if any(value.strip() for value in values):
                    yield reader.line_num, _row(names, values)
        except csv.Error as error:
            raise DataError(path, f"line {reader.line_num}", str(error)) from error


def find_encoding(path: Path) -> str:
    """Return the first encoding in which the beginning of a file makes sense."""
    with path.open("rb") as stream:
        sample = stream.read(256 * 1024)
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    try:
        # The cut may be in the middle of a character.
        sample[: len(sample) - 4 or None].decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError as error:
        if error.start >= len(sample) - 8:
            return "utf-8-sig"
    # Windows code pages: most letters above 127 are Arabic in one and Latin in the other.
    high = sum(byte > 191 for byte in sample)
    letters = sum(chr(byte).isalpha() and byte < 128 for byte in sample)
    return "cp1256" if high > letters else "cp1252"


def find_delimiter(head: str) -> str:
    """Return what parts the names in a first line."""
    counted = Counter({each: head.count(each) for each in _DELIMITERS})
    best, times = counted.most_common(1)[0]
    return best if times else ","


def _names(values: list[str]) -> list[str]:
    names: list[str] = []
    for position, value in enumerate(values, start=1):
        name = value.strip() or f"column {position}"
        names.append(name if name not in names else f"{name} ({position})")
    return names


def _row(names: list[str], values: list[str]) -> Row | str:
    if len(values) > len(names) and any(value.strip() for value in values[len(names) :]):
        return f"has {len(values)} columns instead of {len(names)}"
    return dict(zip(names, values, strict=False))


def _lines(stream: IO[str], path: Path) -> Iterator[str]:
    number = 0
    while True:
        line = stream.readline(limits.MAX_LINE)
        if not line:
            return
        number += 1
        if len(line) >= limits.MAX_LINE:
            raise DataError(path, f"line {number}", "has no end within 1 MB")
        yield line.replace("\0", "")


def _chained(head: str, lines: Iterator[str]) -> Iterator[str]:
    yield head
    yield from lines
