"""Writing a batch of offers: all or nothing, and the same again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.offers.index import analysis, terms
from bot.offers.index.tables import alerted_offers, offer_links, offers
from bot.offers.normalising.identity import digest
from bot.offers.normalising.record import Made
from bot.offers.phrases import words_of
from bot.offers.vocabulary import LEVELS

DEMO_SOURCE = "demo"
PURGE_DAYS = 60
_IMPORT_LOCK = 0x57696A6861  # any number that no other lock of the program uses


@dataclass
class Stored:
    """What became of a batch."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """One import: its id, its feed, its moment."""

    id: str
    source: str
    at: datetime
    archive: bool

    @property
    def seconds(self) -> int:
        """The moment in seconds since 1970."""
        return int(self.at.timestamp())


def lock(connection: Connection) -> None:
    """Let one import write at a time; SQLite's write transactions do that by themselves."""
    if connection.engine.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_IMPORT_LOCK)))


def write(  # noqa: PLR0915  one transaction, read from top to bottom
    connection: Connection, batch: Sequence[Made], run: Run
) -> Stored:
    """Store a batch in the caller's transaction."""
    lock(connection)
    stored = Stored()
    links = _links(connection, [made.key for made in batch])
    twins = _twins(connection, batch, run.source)
    known = _known(
        connection,
        {no for by_source in links.values() for no, _ in by_source.values()} | set(twins.values()),
    )
    number = connection.execute(sa.select(sa.func.max(offers.c.no))).scalar() or 0
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    link_rows: list[dict[str, Any]] = []
    added: list[terms.Posting] = []
    removed: list[terms.Posting] = []
    seen: list[int] = []
    in_batch: set[str] = set()
    for position, made in enumerate(batch):
        by_source = links.get(made.key, {})
        own = by_source.get(run.source)
        if made.key in in_batch or (own and own[1] == run.id):
            stored.duplicates.append(position)
            continue
        in_batch.add(made.key)
        no = own[0] if own else next((each[0] for each in by_source.values()), None)
        if no is None and made.twin:
            no = twins.get(made.twin)
        if no is None or no not in known:
            number += 1
            no = number
            row = _row(no, made, run)
            fresh.append(row)
            added += _terms(row)
            stored.new += 1
            if made.twin:
                known[no] = {
                    "source": run.source,
                    "fingerprint": row["fingerprint"],
                    "gone_at": None,
                }
        else:
            old = known[no]
            seen.append(no)
            owner = old["source"] == run.source or old["gone_at"] is not None
            other = _row(no, made, run) if owner else None
            if other and other["fingerprint"] != old["fingerprint"]:
                changed.append({**other, "id": old["id"]})
                removed += _terms(old)
                added += _terms(other)
                stored.updated += 1
            elif owner:
                stored.unchanged += 1
            else:
                stored.duplicates.append(position)
        link_rows.append(
            {
                "key": made.key,
                "source": run.source,
                "no": no,
                "url": made.offer.url,
                "run": run.id,
                "gone": 0,
            }
        )
    _write(connection, fresh, changed, removed, added)
    if link_rows:
        _upsert_links(connection, link_rows)
    for chunk in _chunks(seen, 500):
        connection.execute(
            offers.update().where(offers.c.no.in_(chunk)).values(seen_at=run.seconds, gone_at=None)
        )
    return stored


def take_back(connection: Connection, run: Run) -> int:
    """Hide what a source held before and did not hold in this run; return how many offers."""
    lock(connection)
    connection.execute(
        offer_links.update()
        .where(offer_links.c.source == run.source, offer_links.c.run != run.id)
        .values(gone=1)
    )
    held = (
        sa.select(offer_links.c.no)
        .where(offer_links.c.no == offers.c.no, offer_links.c.gone == 0)
        .exists()
    )
    result = connection.execute(
        offers.update()
        .where(offers.c.gone_at.is_(None), offers.c.source == run.source, ~held)
        .values(gone_at=run.seconds)
    )
    return int(result.rowcount)


def tell_planner(connection: Connection) -> None:
    """Let PostgreSQL count the tables anew: after an import its guesses are far off."""
    if connection.engine.name == "postgresql":
        for table in ("offers", "offer_terms"):
            connection.execute(sa.text(f"ANALYZE {table}"))


def purge(connection: Connection, now: datetime) -> int:
    """Delete offers that left the results long ago; return how many."""
    lock(connection)
    before = int((now - timedelta(days=PURGE_DAYS)).timestamp())
    old = connection.execute(
        sa.select(offers.c.no, offers.c.id, offers.c.age, offers.c.terms)
        .where(sa.or_(offers.c.gone_at < before, offers.c.hidden_after < before))
        .limit(2000)
    ).all()
    rows = [dict(row._mapping) for row in old]
    _write(connection, [], [], [term for row in rows for term in _terms(row)], [])
    for chunk in _chunks(rows, 500):
        numbers = [row["no"] for row in chunk]
        connection.execute(offer_links.delete().where(offer_links.c.no.in_(numbers)))
        connection.execute(
            alerted_offers.delete().where(alerted_offers.c.id.in_([row["id"] for row in chunk]))
        )
        connection.execute(offers.delete().where(offers.c.no.in_(numbers)))
    return len(rows)


def _row(no: int, made: Made, run: Run) -> dict[str, Any]:
    offer = made.offer
    # When it was seen stands in a column: the same offer seen again is the same text.
    said = json.dumps({**offer.as_json(), "seen_at": None}, ensure_ascii=False, sort_keys=True)
    posted = offer.posted_at or run.at
    expires = offer.expires_at
    passed = expires is not None and expires < run.at
    return {
        "no": no,
        "id": offer.id,
        "source": run.source,
        "twin": made.twin,
        "fingerprint": digest(said, analysis.VERSION),
        "age": -posted.date().toordinal(),
        "city": offer.city,
        "region": offer.region,
        "contract": offer.contract,
        "internship_type": offer.internship_type,
        "work_time": offer.work_time,
        "remote": offer.remote,
        "sector": offer.sector,
        "level": LEVELS.index(offer.level) if offer.level else None,
        "experience": offer.experience_years_min,
        "employer": digest(" ".join(words_of(offer.organization))) if offer.organization else None,
        "demo": int(run.source == DEMO_SOURCE),
        "hidden_after": None
        if expires is None or (passed and run.archive)
        else int(expires.timestamp()),
        "gone_at": None,
        "seen_at": run.seconds,
        "terms": analysis.packed(analysis.of_offer(offer)),
        "body": said,
    }


def _terms(row: Any) -> list[terms.Posting]:
    age, no = row["age"], row["no"]
    return [(term, age, no) for term in analysis.unpacked(bytes(row["terms"]))]


def _links(connection: Connection, keys: list[str]) -> dict[str, dict[str, tuple[int, str]]]:
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for chunk in _chunks(keys, 500):
        query = sa.select(offer_links).where(offer_links.c.key.in_(chunk))
        for row in connection.execute(query):
            found.setdefault(row.key, {})[row.source] = (row.no, row.run)
    return found


def _twins(connection: Connection, batch: Sequence[Made], source: str) -> dict[str, int]:
    """The same source lists an offer twice on purpose; only other sources repeat one."""
    wanted = sorted({made.twin for made in batch if made.twin})
    found: dict[str, int] = {}
    for chunk in _chunks(wanted, 500):
        query = (
            sa.select(offers.c.twin, sa.func.min(offers.c.no).label("no"))
            .where(offers.c.twin.in_(chunk), offers.c.source != source, offers.c.gone_at.is_(None))
            .group_by(offers.c.twin)
        )
        found.update({row.twin: row.no for row in connection.execute(query)})
    return found


def _known(connection: Connection, numbers: set[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    columns = (
        offers.c.no,
        offers.c.id,
        offers.c.source,
        offers.c.fingerprint,
        offers.c.gone_at,
        offers.c.age,
        offers.c.terms,
    )
    for chunk in _chunks(sorted(numbers), 500):
        for row in connection.execute(sa.select(*columns).where(offers.c.no.in_(chunk))):
            found[row.no] = dict(row._mapping)
    return found


def _write(
    connection: Connection,
    fresh: list[dict[str, Any]],
    changed: list[dict[str, Any]],
    removed: list[terms.Posting],
    added: list[terms.Posting],
) -> None:
    if removed:
        terms.remove(connection, removed)
    if fresh:
        connection.execute(offers.insert(), fresh)
    for row in changed:
        values = {key: value for key, value in row.items() if key != "no"}
        connection.execute(offers.update().where(offers.c.no == row["no"]).values(**values))
    if added:
        terms.add(connection, added)


def _upsert_links(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Add links or replace them; psycopg2 by itself would send a statement for each."""
    names = [column.name for column in offer_links.columns]
    changed = ", ".join(f"{n} = excluded.{n}" for n in names if n not in {"key", "source"})
    postgres = connection.engine.name == "postgresql"
    marks = "%s" if postgres else f"({', '.join('?' * len(names))})"
    statement = (
        f"INSERT INTO offer_links ({', '.join(names)}) VALUES {marks}"
        f" ON CONFLICT (key, source) DO UPDATE SET {changed}"
    )
    values = [tuple(row[name] for name in names) for row in rows]
    cursor = connection.connection.cursor()
    if postgres:
        from psycopg2.extras import execute_values  # noqa: PLC0415  only with PostgreSQL

        execute_values(cursor, statement, values, page_size=len(values))
    else:
        cursor.executemany(statement, values)
    cursor.close()


def _chunks(items: Sequence[Any], size: int) -> Iterable[list[Any]]:
    for start in range(0, len(items), size):
        yield list(items[start : start + size])
