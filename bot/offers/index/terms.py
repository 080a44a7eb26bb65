"""Which offers each term is in, written a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from sqlalchemy.engine import Connection

Posting = tuple[int, int, int]
"""Term, age and number of the offer, as a row of ``offer_terms``."""


def add(connection: Connection, postings: Iterable[Posting]) -> None:
    """Add postings; those that are there already stay."""
    cursor = connection.connection.cursor()
    # Sorted as the table is: neighbouring rows are written together.
    if connection.engine.name == "postgresql":
        _stage(cursor, postings)
        _insert_staged(cursor)
    else:
        cursor.executemany(
            "INSERT OR IGNORE INTO offer_terms (term, age, no) VALUES (?, ?, ?)",
            _in_order(postings),
        )
    cursor.close()


def remove(connection: Connection, postings: Iterable[Posting]) -> None:
    """Remove postings."""
    cursor = connection.connection.cursor()
    if connection.engine.name == "postgresql":
        _stage(cursor, postings)
        cursor.execute(
            "DELETE FROM offer_terms USING staged_terms AS staged WHERE"
            " offer_terms.term = staged.term AND offer_terms.age = staged.age"
            " AND offer_terms.no = staged.no"
        )
    else:
        cursor.executemany(
            "DELETE FROM offer_terms WHERE term = ? AND age = ? AND no = ?", _in_order(postings)
        )
    cursor.close()


def _in_order(postings: Iterable[Posting]) -> Iterator[Posting]:
    """Sort by term and then within each: many times faster than all at once."""
    by_term: dict[int, list[Posting]] = {}
    for posting in postings:
        by_term.setdefault(posting[0], []).append(posting)
    for term in sorted(by_term):
        yield from sorted(by_term[term])


def _insert_staged(cursor: Any) -> None:
    """Insert what was staged; looking each up first is left for when one is there already."""
    from psycopg2.errors import UniqueViolation  # noqa: PLC0415  only with PostgreSQL

    statement = (
        "INSERT INTO offer_terms (term, age, no) SELECT term, age, no FROM staged_terms"
        " ORDER BY term, age, no"
    )
    cursor.execute("SAVEPOINT terms")
    try:
        cursor.execute(statement)
    except UniqueViolation:
        cursor.execute("ROLLBACK TO SAVEPOINT terms")
        cursor.execute(f"{statement} ON CONFLICT DO NOTHING")
    cursor.execute("RELEASE SAVEPOINT terms")


def _stage(cursor: Any, rows: Iterable[Posting]) -> None:
    """Send rows to PostgreSQL in one stream, into a table that only this connection sees."""
    cursor.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS staged_terms"
        " (term bigint, age integer, no bigint) ON COMMIT DELETE ROWS"
    )
    cursor.execute("TRUNCATE staged_terms")
    lines = StringIO("".join(f"{term}\t{age}\t{no}\n" for term, age, no in rows))
    cursor.copy_expert("COPY staged_terms (term, age, no) FROM STDIN", lines)
