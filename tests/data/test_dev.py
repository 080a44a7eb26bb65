"""The development set keeps to the contract and is never trained on."""

import re
from collections import Counter
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from bot.clock import ZONE
from bot.settings import DATA, ROOT
from bot.understanding.language import VARIETIES
from bot.understanding.normalise import normalise
from tests.contract import VALUES

DEV = ROOT / "benchmarks" / "dev"
BLIND = ROOT / "benchmarks" / "blind"  # by hands that saw neither training data nor DEV
TRAINED = DATA / "nlu"
# One file a topic; the last were written by hands that had not seen the training data.
TOPICS = ("conversation", "safety", "orientation", "work", "offers", "appointments", "other_hands")
MOMENT = datetime(2026, 11, 24, 10, tzinfo=ZONE)  # when every dev message is taken to be written
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=8)
def examples(folder: Path) -> list[Any]:
    return [
        message
        for file in sorted(folder.glob("*.yml"))
        for message in RasaYAMLReader().read(str(file)).intent_examples
    ]


@lru_cache(maxsize=1)
def trained() -> frozenset[str]:
    return frozenset(
        normalise(message.get("text"))
        for folder in TRAINED.iterdir()
        for message in examples(folder)
    )


def test_every_variety_has_a_file_a_topic() -> None:
    stand = {(file.parent.name, file.stem) for file in DEV.glob("*/*.yml")}
    assert stand == {(variety, topic) for variety in VARIETIES for topic in TOPICS}


@pytest.mark.parametrize("variety", VARIETIES)
def test_every_intent_has_at_least_eight_messages(variety: str) -> None:
    counted = Counter(message.get("intent") for message in examples(DEV / variety))
    assert set(counted) <= set(DOMAIN["intents"])
    assert [name for name in DOMAIN["intents"] if counted[name] < 8] == []


@pytest.mark.parametrize("variety", VARIETIES)
def test_entities_and_their_values_are_those_of_the_contract(variety: str) -> None:
    blind = RasaYAMLReader().read(str(BLIND / f"{variety}.yml")).intent_examples
    for message in [*examples(DEV / variety), *blind]:
        for entity in message.get("entities", []):
            said = (message.get("text"), entity)
            assert entity["entity"] in DOMAIN["entities"], said
            if entity["entity"] in VALUES:
                assert entity["value"] in VALUES[entity["entity"]], said


@pytest.mark.parametrize("variety", VARIETIES)
def test_dates_lie_ahead_and_keep_the_offset_of_morocco(variety: str) -> None:
    for message in examples(DEV / variety):
        for entity in message.get("entities", []):
            if entity["entity"] != "datetime":
                continue
            value = entity["value"]
            moment = datetime.fromisoformat(value)
            if _DATE.fullmatch(value):
                assert moment.date() >= MOMENT.date(), message.get("text")
            else:
                assert moment > MOMENT, message.get("text")
                assert moment.utcoffset() == moment.astimezone(ZONE).utcoffset(), value


@pytest.mark.parametrize("variety", VARIETIES)
def test_no_message_stands_twice_or_is_trained_on(variety: str) -> None:
    counted = Counter(normalise(message.get("text")) for message in examples(DEV / variety))
    assert [text for text, times in counted.items() if times > 1] == []
    assert sorted(set(counted) & trained()) == []


@pytest.mark.parametrize("variety", VARIETIES)
def test_the_blind_set_has_every_intent_and_is_trained_on_nowhere(variety: str) -> None:
    messages = RasaYAMLReader().read(str(BLIND / f"{variety}.yml")).intent_examples
    counted = Counter(message.get("intent") for message in messages)
    assert set(counted) == set(DOMAIN["intents"])
    assert sorted({normalise(message.get("text")) for message in messages} & trained()) == []
