"""How fast offers are imported and found: ``python -m benchmarks.offers [NUMBER] [DATABASE_URL]``.

Without an address a new SQLite file is used. Prints offers a second, resident memory and the
median and p95 of a search, at a tenth of the number and at the whole of it.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy.engine import Engine

from benchmarks import offers_made
from bot.memory.database import engine_for, reading
from bot.offers.feeds.recognising import understand
from bot.offers.importing import import_file
from bot.offers.index.search import search
from bot.offers.wish import filters_of

SEARCHES = (
    "stage informatique casablanca",
    "khdma f cablage tanger",
    "cdi comptable rabat bac+2",
    "خدمة فسنتر دابيل فكازا",
    "أبحث عن عمل محاسب في طنجة",
    "technicien maintenance",
    "serveur marrakech saisonnier",
    "offres",
    "cdd midelt",
    "vendeuse f sla",
    "bghit stage marketing",
    "développeur java senior",
)
ROUNDS = 6


def main() -> int:
    """Import and search twice; return 0 when the aims are met."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        given = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder / 'offers.sqlite3'}"
        engine = engine_for(given)
        small = _import(engine, folder, number // 10)
        p95_small = _search(engine)
        rate = _import(engine, folder, number)
        p95 = _search(engine)
    print(f"aims: {rate:.0f}/s >= 1000, p95 {p95:.1f} ms <= 20, {p95 / p95_small:.1f} x <= 2")
    return 0 if min(rate, small) >= 1000 and p95 <= 20 and p95 <= 2 * p95_small else 1


def _import(engine: Engine, folder: Path, number: int) -> float:
    path = offers_made.write(folder / f"made_{number}.jsonl", number)
    feed = understand(path, "made").feed
    begun = time.perf_counter()
    report = import_file(engine, path, feed)
    seconds = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{engine.name}: {report.read} rows, {report.read / seconds:.0f}/s, {memory} MB at most")
    return report.read / seconds


def _search(engine: Engine) -> float:
    wanted = [filters_of(text) for text in SEARCHES]
    times = []
    with reading(engine) as connection:
        for filters in wanted:
            search(connection, filters)
        for _ in range(ROUNDS):
            for filters in wanted:
                begun = time.perf_counter()
                search(connection, filters)
                times.append((time.perf_counter() - begun) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{engine.name}: search median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")
    return p95


if __name__ == "__main__":
    sys.exit(main())
