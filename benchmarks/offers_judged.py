"""How good the first five results are: ``python -m benchmarks.offers_judged [FOLDER]``.

The folder holds rekrute.csv and emploi_ma.csv; see :mod:`benchmarks.boards`. Prints nDCG@5 per
variety, and results that break a stated condition.
"""

from __future__ import annotations

import math
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from benchmarks import boards
from bot import clock
from bot.memory.database import engine_for, reading
from bot.offers.feeds import description
from bot.offers.importing import import_file, lines_of
from bot.offers.index.search import by_ids, search
from bot.offers.index.tables import offers
from bot.offers.offer import Offer
from bot.offers.wish import filters_of
from bot.understanding.normalise import normalise

JUDGED = Path(__file__).with_suffix(".yml")
NOW = "2024-12-26T10:00:00"  # when the boards were copied
AIM = 0.85
AT = 5


def main() -> int:
    """Import, ask, print; return 0 when the aims are met."""
    show = "--show" in sys.argv
    given = [each for each in sys.argv[1:] if each != "--show"]
    found = boards.files(given[0] if given else None)
    if not all(path.is_file() for path in found.values()):
        print(f"offers: {boards.MISSING}")
        return 0
    clock.freeze(clock.parse(NOW))
    with tempfile.TemporaryDirectory() as directory:
        engine = engine_for(f"sqlite:///{Path(directory) / 'judged.sqlite3'}")
        for name, path in found.items():
            report = import_file(engine, path, description.load(name))
            print("\n".join(lines_of(report)))
        scores, broken = _ask(engine, show)
    every = [score for listed in scores.values() for score in listed]
    for variety, listed in scores.items():
        print(f"offers {variety}: nDCG@{AT} {sum(listed) / len(listed):.3f} ({len(listed)} asked)")
    mean = sum(every) / len(every)
    print(f"offers: nDCG@{AT} {mean:.3f} (aim {AIM}), {broken} results break a condition (aim 0)")
    return 0 if mean >= AIM and not broken else 1


def _ask(engine: Any, show: bool) -> tuple[dict[str, list[float]], int]:
    scores: dict[str, list[float]] = defaultdict(list)
    broken = 0
    with reading(engine) as connection:
        ids = [row.id for row in connection.execute(sa.select(offers.c.id))]
        everything: list[Offer] = []
        for start in range(0, len(ids), 500):
            everything += by_ids(connection, ids[start : start + 500]).values()
        for need in yaml.safe_load(JUDGED.read_text(encoding="utf-8"))["needs"]:
            marks = sorted((_mark(offer, need) for offer in everything), reverse=True)
            best = _gain(marks[:AT])
            for variety, text in need["asks"].items():
                results, _ = search(connection, filters_of(text), limit=AT)
                found = [result.offer for result in results]
                broken += sum(not _fulfils(offer, need) for offer in found)
                score = _gain([_mark(offer, need) for offer in found]) / best if best else 1.0
                scores[variety].append(score)
                if show and score < AIM:
                    titles = [(_mark(o, need), o.title, o.city, o.contract) for o in found]
                    print(f"{score:.2f} {text} {filters_of(text).as_json()} {titles}")
    return scores, broken


def _mark(offer: Offer, need: dict[str, Any]) -> int:
    if not _fulfils(offer, need):
        return 0
    if "best" not in need:
        return 1
    title = normalise(offer.title)
    if re.search(need["best"], title):
        return 3
    return 1 if need.get("near") and re.search(need["near"], title) else 0


def _fulfils(offer: Offer, need: dict[str, Any]) -> bool:
    return all(getattr(offer, name) == value for name, value in need["where"].items())


def _gain(marks: list[int]) -> float:
    return sum((2**mark - 1) / math.log2(place + 2) for place, mark in enumerate(marks))


if __name__ == "__main__":
    sys.exit(main())
