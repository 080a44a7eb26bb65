"""The training data keeps to the contract of domain.yml and the gazetteers."""

from collections import Counter
from functools import lru_cache

import pytest
import yaml
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader

from bot.settings import DATA, ROOT
from bot.understanding.language import VARIETIES

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def examples(variety: str) -> list:
    files = sorted((DATA / "nlu" / variety).glob("*.yml"))
    return [
        message for file in files for message in RasaYAMLReader().read(str(file)).intent_examples
    ]


@pytest.mark.parametrize("variety", VARIETIES)
def test_intents_and_entities_are_those_of_the_domain(variety: str) -> None:
    for message in examples(variety):
        assert message.get("intent") in DOMAIN["intents"]
        for entity in message.get("entities", []):
            assert entity["entity"] in DOMAIN["entities"], message.get("text")


@pytest.mark.parametrize("variety", VARIETIES)
def test_no_example_stands_twice(variety: str) -> None:
    counted = Counter(message.get("text") for message in examples(variety))
    assert [text for text, times in counted.items() if times > 1] == []


def test_every_intent_has_at_least_forty_examples() -> None:
    counted = Counter(m.get("intent") for variety in VARIETIES for m in examples(variety))
    assert [name for name in DOMAIN["intents"] if counted[name] < 40] == []


@pytest.mark.parametrize("variety", VARIETIES)
def test_annotated_cities_have_a_canonical_value(variety: str) -> None:
    known = yaml.safe_load((DATA / "gazetteers" / "city.yml").read_text("utf-8"))["entries"]
    for message in examples(variety):
        for entity in message.get("entities", []):
            if entity["entity"] == "city":
                assert entity["value"] in known, message.get("text")
