"""How fast offers are imported and found: ``python -m benchmarks.offers [NUMBER] [DATABASE_URL]``.

Without an address a new SQLite file is used. Prints offers a second, resident memory while they
are imported and the median and p95 of a search, at a tenth of the number and at the whole of it.
Processor time stands beside each, since a busy machine lengthens only the other.
"""

from __future__ import annotations

import os
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
FLAT = 1.1  # of the memory after a tenth of the offers, at their end


def main() -> int:
    """Import and search twice; return 0 when the aims are met."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        given = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder / 'offers.sqlite3'}"
        engine = engine_for(given)
        small, _ = _import(engine, folder, number // 10)
        p95_small = _search(engine)
        rate, growth = _import(engine, folder, number)
        p95 = _search(engine)
    print(
        f"aims: {rate:.0f}/s >= 1000, memory x {growth:.2f} <= {FLAT}, p95 {p95:.1f} ms <= 20,"
        f" {p95 / p95_small:.1f} x <= 2"
    )
    met = min(rate, small) >= 1000 and growth <= FLAT and p95 <= min(20, 2 * p95_small)
    return 0 if met else 1


def _import(engine: Engine, folder: Path, number: int) -> tuple[float, float]:
    path = offers_made.write(folder / f"made_{number}.jsonl", number)
    feed = understand(path, "made").feed
    memory: dict[int, float] = {}
    begun, worked = time.perf_counter(), time.process_time()
    report = import_file(engine, path, feed, progress=lambda n: memory.update({n: _resident()}))
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    early = next(memory[n] for n in sorted(memory) if n >= number // 10)
    late = max(memory[n] for n in memory if n >= number // 10)
    print(
        f"{engine.name}: {report.read} rows, {report.read / seconds:.0f}/s"
        f" ({worked / report.read * 1e6:.0f} us of this process each),"
        f" {early:.0f} MB after a tenth, {late:.0f} MB at most after that"
    )
    return report.read / seconds, late / early


def _resident() -> float:
    """Megabytes that this process holds now; Linux tells them in pages."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def _search(engine: Engine) -> float:
    wanted = [filters_of(text) for text in SEARCHES]
    times: list[float] = []
    worked: list[float] = []
    with reading(engine) as connection:
        for filters in wanted:
            search(connection, filters)
        for _ in range(ROUNDS):
            for filters in wanted:
                begun, before = time.perf_counter(), time.process_time()
                search(connection, filters)
                times.append((time.perf_counter() - begun) * 1000)
                worked.append((time.process_time() - before) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{engine.name}: search median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms"
        f" (of this process: {statistics.quantiles(worked, n=20)[-1]:.1f} ms)"
    )
    return p95


if __name__ == "__main__":
    sys.exit(main())
