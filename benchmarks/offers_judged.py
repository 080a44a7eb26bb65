"""How good the first five results are: ``python -m benchmarks.offers_judged [FOLDER]``.

The folder holds rekrute.csv and emploi_ma.csv; see :mod:`benchmarks.boards`. Prints nDCG@5 per
variety, once with marks by rules on titles (offers_judged.yml) and once with marks of offers that
were read one by one (offers_read.yml), and results that break a stated condition.
"""

from __future__ import annotations

import math
import re
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
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
READ = JUDGED.with_name("offers_read.yml")
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
        asked = _ask(engine, show)
    for variety, listed in asked.by_rules.items():
        print(
            f"offers {variety}: nDCG@{AT} {_mean(listed):.3f} by rules,"
            f" {_mean(asked.by_reading[variety]):.3f} by reading ({len(listed)} asked)"
        )
    means = [
        _mean([score for listed in scores.values() for score in listed])
        for scores in (asked.by_rules, asked.by_reading)
    ]
    print(
        f"offers: nDCG@{AT} {means[0]:.3f} by rules, {means[1]:.3f} by reading (aim {AIM});"
        f" {asked.broken} results break a condition (aim 0), {asked.unread} were never read"
    )
    return 0 if min(means) >= AIM and not asked.broken else 1


Scores = dict[str, list[float]]


@dataclass
class _Asked:
    by_rules: Scores = field(default_factory=lambda: defaultdict(list))
    by_reading: Scores = field(default_factory=lambda: defaultdict(list))
    broken: int = 0
    unread: int = 0


def _ask(engine: Any, show: bool) -> _Asked:
    asked = _Asked()
    read = _grades()
    with reading(engine) as connection:
        ids = [row.id for row in connection.execute(sa.select(offers.c.id))]
        everything: list[Offer] = []
        for start in range(0, len(ids), 500):
            everything += by_ids(connection, ids[start : start + 500]).values()
        for need in yaml.safe_load(JUDGED.read_text(encoding="utf-8"))["needs"]:
            marks = [_mark(offer, need) for offer in everything]
            grades = read[need["asks"]["fr"]]
            for variety, text in need["asks"].items():
                results, _ = search(connection, filters_of(text), limit=AT)
                found = [result.offer for result in results]
                asked.broken += sum(not _fulfils(offer, need) for offer in found)
                asked.unread += sum(offer.id not in grades for offer in found)
                score = _ndcg([_mark(offer, need) for offer in found], marks)
                by_reading = _ndcg([grades.get(o.id, 0) for o in found], list(grades.values()))
                asked.by_rules[variety].append(score)
                asked.by_reading[variety].append(by_reading)
                if show and min(score, by_reading) < AIM:
                    titles = [
                        (_mark(o, need), grades.get(o.id), o.title, o.city, o.contract)
                        for o in found
                    ]
                    print(f"{score:.2f} {by_reading:.2f} {text} {filters_of(text).as_json()}")
                    print("".join(f"  {each}\n" for each in titles), end="")
    return asked


def _grades() -> dict[str, dict[str, int]]:
    """What was read: French way to ask, to id, to grade."""
    content = yaml.safe_load(READ.read_text(encoding="utf-8"))
    return {
        need["ask"]: {id_: grade for grade in (2, 1, 0) for id_ in need[grade]}
        for need in content["needs"]
    }


def _ndcg(marks: list[int], every: list[int]) -> float:
    best = _gain(sorted(every, reverse=True)[:AT])
    return _gain(marks) / best if best else 1.0


def _mean(scores: list[float]) -> float:
    return sum(scores) / len(scores)


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
