"""Our configuration beside Rasa's default one, both served over HTTP, in one run: ``make bench``.

The default configuration is what Rasa 3.6 trains when none is given (DIET, TED, …), on the same
domain and data, run as its manual says: ``rasa run`` and ``rasa run actions``. Our rules are given
to it as stories too, since TED learns from stories only. It is trained for a few epochs, which
changes what it answers but neither the time of a turn nor its memory.

Measured: seconds until ready, resident memory after the load, median and 95th percentile of a
turn, turns per second with eight students at once, and turn 200 over turn 10 of one conversation.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.served_processes import ROOT, Server, ours, stock

STUDENTS = 8
LONG = 205  # turns of the long conversation
AROUND = 5  # turn 10 and turn 200 are medians of as many turns before and after

SCRIPT = (
    "bonjour",
    "j'ai un bac svt et je sais pas quoi faire",
    "bghit stage f tanja",
    "kayn chi haja khra",
    "كيفاش نوجد السيفي",
    "كم راتب المهندس",
    "c'est quoi un bts",
    "chno hiya idmaj",
    "merci",
    "أريد موعدا مع مستشار",
    "non laisse tomber",
    "comment préparer un entretien",
)

DEFAULT_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "assistant_id": "stock",
    "language": "fr",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {
            "name": "CountVectorsFeaturizer",
            "analyzer": "char_wb",
            "min_ngram": 1,
            "max_ngram": 4,
        },
        {"name": "DIETClassifier", "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5},
        {"name": "TEDPolicy", "max_history": 5, "constrain_similarities": True},
    ],
}
_TRAINED = {"DIETClassifier", "ResponseSelector", "UnexpecTEDIntentPolicy", "TEDPolicy"}


def main() -> None:
    """Train the default configuration when needed, measure both, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--epochs", type=int, default=2, help="of the default configuration")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    options = parser.parse_args()
    from bot import training  # noqa: PLC0415  after the arguments are known to be good

    training.ensure_trained()
    model = train_default(options.epochs)
    with tempfile.TemporaryDirectory() as folder:
        with ours(Path(folder)) as server:
            mine = measure(server)
        with stock(model, Path(folder)) as server:
            theirs = measure(server)
    report = {"ours": mine, "default": theirs, "ratios": ratios(mine, theirs)}
    print(table(mine, theirs))
    if options.json:
        options.json.write_text(json.dumps(report, indent=2), encoding="utf-8")


def train_default(epochs: int) -> Path:
    """Train Rasa's default configuration on our domain and data; return the model's path."""
    folder = ROOT / "var" / "bench"
    model = folder / "default.tar.gz"
    sources = [ROOT / "domain.yml", *(ROOT / "data" / "nlu").rglob("*.yml")]
    if model.exists() and all(s.stat().st_mtime < model.stat().st_mtime for s in sources):
        return model
    from rasa.model_training import train  # noqa: PLC0415  Rasa takes ten seconds to import

    folder.mkdir(parents=True, exist_ok=True)
    for component in [*DEFAULT_CONFIG["pipeline"], *DEFAULT_CONFIG["policies"]]:
        if component["name"] in _TRAINED:
            component["epochs"] = epochs
    config = folder / "config.yml"
    config.write_text(yaml.safe_dump(DEFAULT_CONFIG, sort_keys=False), encoding="utf-8")
    print(f"training Rasa's default configuration, {epochs} epochs", flush=True)
    train(
        domain=str(ROOT / "domain.yml"),
        config=str(config),
        training_files=[
            str(ROOT / "data" / "nlu"),
            str(ROOT / "data" / "rules"),
            str(_rules_as_stories(folder)),
        ],
        output=str(folder),
        fixed_model_name="default",
        force_training=True,
    )
    return model


def _rules_as_stories(folder: Path) -> Path:
    stories = []
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            plain = all(set(step) <= {"intent", "action"} for step in rule["steps"])
            # A rule for what was not understood has no place among stories.
            known = all(step.get("intent") != "nlu_fallback" for step in rule["steps"])
            if plain and known and "condition" not in rule:
                stories.append({"story": rule["rule"], "steps": rule["steps"]})
    path = folder / "stories.yml"
    content = {"version": "3.1", "stories": stories}
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


def measure(server: Server) -> dict[str, float]:
    """Load one server and return its figures (seconds, milliseconds, megabytes)."""
    with httpx.Client(base_url=server.url, timeout=120) as client:
        for number in range(2):
            _visit(client, f"warm-{number}")
        turns = [t for number in range(8) for t in _visit(client, f"single-{number}")]
        together = _students_at_once(server.url)
        long = [_turn(client, "long", SCRIPT[n % len(SCRIPT)]) for n in range(LONG)]
    turn_10 = statistics.median(long[10 - AROUND : 10 + AROUND])
    turn_200 = statistics.median(long[200 - AROUND : 200 + AROUND])
    return {
        "ready_seconds": server.ready_seconds,
        "resident_megabytes": server.resident_megabytes(),
        "turn_median_ms": statistics.median(turns) * 1000,
        "turn_p95_ms": statistics.quantiles(turns, n=20)[-1] * 1000,
        "turns_per_second": together,
        "turn_10_ms": turn_10 * 1000,
        "turn_200_ms": turn_200 * 1000,
        "turn_200_over_turn_10": turn_200 / turn_10,
    }


def ratios(mine: dict[str, float], theirs: dict[str, float]) -> dict[str, float]:
    """Return the figures that targets are set for."""
    return {
        "turns_per_second": mine["turns_per_second"] / theirs["turns_per_second"],
        "resident_megabytes": mine["resident_megabytes"] / theirs["resident_megabytes"],
        "turn_200_over_turn_10": mine["turn_200_over_turn_10"],
    }


def table(mine: dict[str, float], theirs: dict[str, float]) -> str:
    """Return the figures as a Markdown table."""
    rows = ["| | ours | Rasa's default | ours / default |", "|---|---|---|---|"]
    for name, value in mine.items():
        other = theirs[name]
        label = name.replace("_", " ")
        rows.append(f"| {label} | {value:.1f} | {other:.1f} | {value / other:.2f} |")
    return "\n".join(rows)


def _visit(client: httpx.Client, sender: str) -> list[float]:
    return [_turn(client, sender, text) for text in SCRIPT]


def _turn(client: httpx.Client, sender: str, text: str) -> float:
    started = time.perf_counter()
    answer = client.post("/webhooks/rest/webhook", json={"sender": sender, "message": text})
    answer.raise_for_status()
    if not answer.json():
        raise SystemExit(f"bench: no answer to {text!r}")
    return time.perf_counter() - started


def _students_at_once(url: str) -> float:
    def visits(student: int) -> int:
        with httpx.Client(base_url=url, timeout=120) as client:
            return sum(len(_visit(client, f"together-{student}-{n}")) for n in range(3))

    started = time.perf_counter()
    with ThreadPoolExecutor(STUDENTS) as pool:
        turns = sum(pool.map(visits, range(STUDENTS)))
    return turns / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
