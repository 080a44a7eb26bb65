"""Which offers each term is in, written a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import Any

from sqlalchemy.engine import Connection

Posting = tuple[int, int, int]
"""Term, age and number of the offer, as a row of ``offer_terms``."""


def add(connection: Connection, postings: Iterable[Posting]) -> None:
    """Add postings; those that are there already stay."""
    # Sorted as the table is: neighbouring rows are written together.
    rows = sorted(set(postings))
    cursor = connection.connection.cursor()
    if connection.engine.name == "postgresql":
        _stage(cursor, rows)
        cursor.execute(
            "INSERT INTO offer_terms (term, age, no) SELECT term, age, no FROM staged_terms"
            " ON CONFLICT DO NOTHING"
        )
    else:
        cursor.executemany(
            "INSERT OR IGNORE INTO offer_terms (term, age, no) VALUES (?, ?, ?)", rows
        )
    cursor.close()


def remove(connection: Connection, postings: Iterable[Posting]) -> None:
    """Remove postings."""
    rows = sorted(set(postings))
    cursor = connection.connection.cursor()
    if connection.engine.name == "postgresql":
        _stage(cursor, rows)
        cursor.execute(
            "DELETE FROM offer_terms USING staged_terms AS staged WHERE"
            " offer_terms.term = staged.term AND offer_terms.age = staged.age"
            " AND offer_terms.no = staged.no"
        )
    else:
        cursor.executemany("DELETE FROM offer_terms WHERE term = ? AND age = ? AND no = ?", rows)
    cursor.close()


def _stage(cursor: Any, rows: list[Posting]) -> None:
    """Send rows to PostgreSQL in one stream, into a table that only this connection sees."""
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS staged_terms"
        " (term bigint, age integer, no bigint) ON COMMIT DELETE ROWS"
    )
    cursor.execute("TRUNCATE staged_terms")
    lines = StringIO("".join(f"{term}\t{age}\t{no}\n" for term, age, no in rows))
    cursor.copy_expert("COPY staged_terms (term, age, no) FROM STDIN", lines)
