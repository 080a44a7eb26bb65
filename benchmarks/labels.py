"""Where the finder of names and the labels of the training messages disagree.

``python -m benchmarks.labels [--list]``: for every kind of name and variety, how many names and
moments are found that no label tells of, and how many labels are not found, each message read with
the intent it is an example of. ``--list`` prints the messages: in each either a label lacks or the
finder is wrong. Nothing is trained, so it takes half a minute.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from benchmarks.eval import NOW
from bot import clock
from bot.settings import DATA
from bot.understanding.dates import find
from bot.understanding.gazetteers import Gazetteers
from bot.understanding.language import VARIETIES
from bot.understanding.normalise import normalise

MOMENT = "datetime"  # labels of the training messages have no value that could be compared
Name = tuple[str, str]


class Disagreement(NamedTuple):
    variety: str
    intent: str
    name: Name
    labelled: bool
    text: str


def labels(message: dict) -> Counter[Name]:
    return Counter(
        (each["entity"], "" if each["entity"] == MOMENT else normalise(str(each["value"])))
        for each in message.get("entities", [])
    )


def disagreements(folder: Path) -> Iterator[Disagreement]:
    gazetteers = Gazetteers()
    now = clock.parse(NOW)
    for variety in VARIETIES:
        for path in sorted((folder / variety).glob("*.yml")):
            for message in RasaYAMLReader().read(str(path)).intent_examples:
                text, intent = message.get("text"), message.get("intent")
                found = Counter(
                    (each.entity, normalise(each.value)) for each in gazetteers.find(text, intent)
                )
                found.update((MOMENT, "") for _ in find(text, now, variety))
                told = labels(message)
                for name in (found - told).elements():
                    yield Disagreement(variety, intent, name, False, text)
                for name in (told - found).elements():
                    yield Disagreement(variety, intent, name, True, text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the finder with the labels.")
    parser.add_argument("--folder", type=Path, default=DATA / "nlu")
    parser.add_argument("--list", action="store_true", help="print each message")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")  # a word may have one value here and another there
    rows = list(disagreements(options.folder))
    print("found without a label / labelled and not found\n" + " " * 18, end="")
    print("".join(f"{variety:>12}" for variety in VARIETIES))
    counted = Counter((each.name[0], each.variety, each.labelled) for each in rows)
    counted.update(("all", each.variety, each.labelled) for each in rows)
    for entity in [*sorted({each.name[0] for each in rows}), "all"]:
        pairs = (
            f"{counted[entity, variety, False]}/{counted[entity, variety, True]}"
            for variety in VARIETIES
        )
        print(f"{entity:18}" + "".join(f"{pair:>12}" for pair in pairs))
    if options.list:
        for each in sorted(rows, key=lambda row: (row.name, row.labelled, row.variety)):
            said = "label" if each.labelled else "found"
            print(f"{said}\t{each.name[0]}:{each.name[1]}\t{each.intent}\t{each.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
