"""Domain, rules, actions and sentences fit together."""

from pathlib import Path

import yaml

from bot.actions_in_process import InProcessActions
from bot.settings import DATA, ROOT
from bot.speaking.catalogue import read

DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))


def steps() -> list[dict[str, str]]:
    files = sorted(Path(DATA / "rules").glob("*.yml"))
    rules = [rule for file in files for rule in yaml.safe_load(file.read_text("utf-8"))["rules"]]
    return [step for rule in rules for step in rule["steps"]]


def test_every_intent_is_answered_by_a_rule() -> None:
    answered = {step["intent"] for step in steps() if "intent" in step}
    assert answered == {*DOMAIN["intents"], "nlu_fallback"}


def test_every_action_exists() -> None:
    sentences = read()
    registered = InProcessActions()._executor.actions
    for name in DOMAIN["actions"]:
        assert name in (sentences if name.startswith("utter_") else registered), name


def test_every_button_leads_somewhere() -> None:
    for response in read().values():
        for button in response.buttons:
            intent = button.payload.removeprefix("/").split("{")[0]
            assert intent in DOMAIN["intents"], f"{response.name}: {button.payload}"
