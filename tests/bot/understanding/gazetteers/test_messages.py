from pathlib import Path

import pytest
import yaml

from bot.understanding.gazetteers import Gazetteers

GAZETTEERS = Gazetteers()
MESSAGES = yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("intent", "text", "expected"),
    [(intent, text, set(meant)) for intent, rows in MESSAGES.items() for text, meant in rows],
)
def test_what_is_meant_is_found_and_nothing_else(
    intent: str, text: str, expected: set[str]
) -> None:
    found = {
        f"{'!' if each.negated else ''}{each.entity}:{each.value}"
        for each in GAZETTEERS.find(text, intent)
    }
    assert found == expected
