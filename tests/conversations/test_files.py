"""Which dialogues there are: the same in every variety, so that none is left behind."""

from pathlib import Path

from bot.understanding.language import VARIETIES
from tests.conversations.conversation import read

HERE = Path(__file__).parent
LEAST = 15  # dialogues about appointments in each variety


def test_each_variety_has_the_same_dialogues_about_appointments() -> None:
    names = {
        variety: {path.name for path in (HERE / "appointments" / variety).glob("*.yml")}
        for variety in VARIETIES
    }
    assert all(names[variety] == names["fr"] for variety in VARIETIES)
    assert len(names["fr"]) >= LEAST


def test_each_file_can_be_read_and_stands_in_the_folder_of_its_variety() -> None:
    for path in HERE.rglob("*.yml"):
        assert read(path).variety in path.parts
        assert read(path).turns
