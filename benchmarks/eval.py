"""What the trained model understands of the development set: ``make eval``.

Every message of ``benchmarks/dev/<variety>/*.yml``, which no training sees, is parsed by the
trained model in this process, with the clock held at the moment the set was written for. Printed
per variety, and written as JSON: intent accuracy and macro-F1, entity precision, recall and F1 on
(type, canonical value), language accuracy, out-of-scope recall, in-scope messages rejected, the
processor time of a parse (what else the machine does is not counted), and the worst confusions.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from sklearn.metrics import f1_score

from bot import clock, rasa_shortcuts, training
from bot.logs import quieten
from bot.settings import ROOT, VAR
from bot.understanding.language import VARIETIES
from bot.understanding.normalise import normalise

DEV = ROOT / "benchmarks" / "dev"
NOW = "2026-11-24T10:00:00+01:00"
REJECTED = {"out_of_scope", "nlu_fallback", None}
SHOWN = 12  # confusions printed


class Parsed(NamedTuple):
    variety: str
    text: str
    intent: str
    entities: Counter[tuple[str, str]]
    found_intent: str | None
    found_entities: Counter[tuple[str, str]]
    found_language: str | None
    ms: float


def canonical(entities: Iterable[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Entities as (type, value); an occupation has no closed list, so its spelling is folded."""
    return Counter(
        (each["entity"], normalise(str(each["value"]))) for each in entities if "entity" in each
    )


async def parse_all(agent: Agent, folder: Path) -> list[Parsed]:
    parsed = []
    for variety in VARIETIES:
        for path in sorted([*folder.glob(f"{variety}.yml"), *(folder / variety).glob("*.yml")]):
            for message in RasaYAMLReader().read(str(path)).intent_examples:
                text = message.get("text")
                started = time.process_time()
                answer = await agent.parse_message(text)
                ms = (time.process_time() - started) * 1000
                parsed.append(
                    Parsed(
                        variety,
                        text,
                        message.get("intent"),
                        canonical(message.get("entities", [])),
                        answer["intent"]["name"],
                        canonical(answer["entities"]),
                        (answer.get("language") or {}).get("name"),
                        ms,
                    )
                )
    return parsed


def figures(parsed: list[Parsed]) -> dict[str, Any]:
    inside = [each for each in parsed if each.intent != "out_of_scope"]
    outside = [each for each in parsed if each.intent == "out_of_scope"]
    times = sorted(each.ms for each in parsed)
    return {
        "messages": len(parsed),
        "intent_accuracy": share(each.intent == each.found_intent for each in parsed),
        "intent_macro_f1": round(
            f1_score(
                [each.intent for each in parsed],
                [str(each.found_intent) for each in parsed],
                labels=sorted({each.intent for each in parsed}),
                average="macro",
                zero_division=0,
            ),
            4,
        ),
        **entity_figures(parsed),
        "language_accuracy": share(each.variety == each.found_language for each in parsed),
        "out_of_scope_recall": share(each.found_intent in REJECTED for each in outside),
        "false_rejections": share(each.found_intent in REJECTED for each in inside),
        "ms_median": round(statistics.median(times), 2),
        "ms_p95": round(times[int(len(times) * 0.95)], 2),
    }


def entity_figures(parsed: list[Parsed]) -> dict[str, float]:
    right = sum(sum((each.entities & each.found_entities).values()) for each in parsed)
    found = sum(sum(each.found_entities.values()) for each in parsed)
    wanted = sum(sum(each.entities.values()) for each in parsed)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {
        "entity_precision": round(precision, 4),
        "entity_recall": round(recall, 4),
        "entity_f1": round(f1, 4),
    }


def entity_types(parsed: list[Parsed]) -> dict[str, dict[str, float]]:
    names = sorted({name for each in parsed for name, _ in each.entities})
    return {
        name: entity_figures(
            [
                each._replace(
                    entities=only(each.entities, name),
                    found_entities=only(each.found_entities, name),
                )
                for each in parsed
            ]
        )
        for name in names
    }


def only(entities: Counter[tuple[str, str]], name: str) -> Counter[tuple[str, str]]:
    return Counter({key: times for key, times in entities.items() if key[0] == name})


def confusions(parsed: list[Parsed]) -> list[tuple[str, str, int]]:
    wrong = Counter(
        (each.intent, str(each.found_intent)) for each in parsed if each.intent != each.found_intent
    )
    return [(right, said, times) for (right, said), times in wrong.most_common()]


def share(values: Iterable[bool]) -> float:
    listed = list(values)
    return round(sum(listed) / max(len(listed), 1), 4)


def show(report: dict[str, Any]) -> None:
    columns = [*VARIETIES, "all"]
    print(f"{'':22}" + "".join(f"{name:>10}" for name in columns))
    for key in report["all"]:
        row = "".join(f"{report[column][key]:>10}" for column in columns)
        print(f"{key:22}{row}")
    print("\nentity types: F1 (precision, recall)")
    for name, each in report["entity_types"].items():
        f1, precision, recall = (each[f"entity_{key}"] for key in ("f1", "precision", "recall"))
        print(f"  {name:18}{f1:.3f} ({precision:.3f}, {recall:.3f})")
    print("\nworst confusions: wanted, said, times")
    for right, said, times in report["confusions"][:SHOWN]:
        print(f"  {right:24}{said:24}{times:4}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the trained model on the dev set.")
    parser.add_argument("--json", type=Path, default=VAR / "eval.json")
    parser.add_argument("--set", type=Path, default=DEV, help="folder of labelled messages")
    parser.add_argument("--mistakes", action="store_true", help="print each misread message")
    options = parser.parse_args()
    quieten()
    model = training.ensure_trained()
    clock.freeze(clock.parse(NOW))
    rasa_shortcuts.take()  # as it is served
    parsed = asyncio.run(parse_all(Agent.load(str(model)), options.set))
    report: dict[str, Any] = {
        variety: figures([each for each in parsed if each.variety == variety])
        for variety in VARIETIES
    }
    report["all"] = figures(parsed)
    report["entity_types"] = entity_types(parsed)
    report["confusions"] = confusions(parsed)
    show(report)
    if options.mistakes:
        for each in parsed:
            if each.intent != each.found_intent:
                print(f"{each.variety}\t{each.intent}\t{each.found_intent}\t{each.text}")
            if each.entities != each.found_entities:
                lacks = sorted((each.entities - each.found_entities).elements())
                surplus = sorted((each.found_entities - each.entities).elements())
                print(f"{each.variety}\tlacks {lacks}\tsurplus {surplus}\t{each.text}")
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"\nwritten to {options.json}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
