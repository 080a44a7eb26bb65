"""What a feed may cost: sizes above these are not feeds but attacks or mistakes."""

from __future__ import annotations

from pathlib import Path

from bot.errors import DataError

MAX_FILE = 512 * 1024 * 1024
MAX_PARSED = 96 * 1024 * 1024  # formats that are read whole
MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 120  # of unpacked to packed
MAX_LINE = 1024 * 1024
MAX_COLUMNS = 300
MAX_ROWS = 2_000_000


def check_size(path: Path, limit: int = MAX_FILE) -> None:
    """Refuse a file that is too large.

    Raises:
        DataError: It is larger than ``limit`` bytes.
    """
    size = path.stat().st_size
    if size > limit:
        raise DataError(path, "", f"is larger than {limit // 1024 // 1024} MB")
