"""Rasa's DIET as a peer in the intent benchmark: its usual pipeline, in process."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from bot.logs import quieten

PIPELINE: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 30, "entity_recognition": False, "random_seed": 1},
]


def diet(train: Any) -> Callable[[str], str]:
    """Train on ``texts`` and ``labels``; return what predicts the label of a text."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    from rasa.core.agent import load_agent  # noqa: PLC0415  slow import
    from rasa.model_training import train_nlu  # noqa: PLC0415

    quieten()
    names = {label: f"label_{number}" for number, label in enumerate(sorted(set(train.labels)))}
    labels = {name: label for label, name in names.items()}
    folder = Path(tempfile.mkdtemp(prefix="diet-"))
    by_label = defaultdict(list)
    for text, label in zip(train.texts, train.labels, strict=True):
        by_label[names[label]].append("- " + " ".join(text.split()))
    blocks = [
        {"intent": name, "examples": "\n".join(lines) + "\n"} for name, lines in by_label.items()
    ]
    data, config = folder / "nlu.yml", folder / "config.yml"
    data.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), "utf-8")
    content = {"recipe": "default.v1", "language": "xx", "pipeline": PIPELINE}
    config.write_text(yaml.safe_dump(content), "utf-8")
    model = train_nlu(str(config), str(data), str(folder / "models"))
    agent = asyncio.run(load_agent(model_path=str(model)))

    def predict(text: str) -> str:
        intent = asyncio.run(agent.parse_message(text))["intent"]["name"]
        return labels.get(str(intent), "")

    return predict
