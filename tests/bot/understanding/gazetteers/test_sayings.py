import pytest

from bot.understanding.gazetteers import Gazetteers
from bot.understanding.gazetteers.names import load_sayings

GAZETTEERS = Gazetteers()


@pytest.mark.parametrize("intent", [None, "search_offers", "ask_sectors", "ask_program"])
def test_a_saying_holds_no_name(intent: str | None) -> None:
    held = {
        name.text: [found.value for found in GAZETTEERS.find(name.text, intent)]
        for name in load_sayings().names
    }
    assert {text: values for text, values in held.items() if values} == {}


def test_what_stands_beside_a_saying_is_found() -> None:
    found = GAZETTEERS.find("registre de commerce à casa", "ask_entrepreneurship")
    assert [each.value for each in found] == ["casablanca"]


def test_a_longer_name_around_a_saying_is_found() -> None:
    found = GAZETTEERS.find("bac arts appliqués", "ask_after_bac")
    assert [each.value for each in found] == ["bac", "arts-appliques"]
