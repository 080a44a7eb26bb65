import pytest

from bot.orientation import VARIETIES, knowledge
from bot.understanding.gazetteers import Gazetteers

GAZETTEERS = Gazetteers()


@pytest.mark.parametrize(
    ("text", "entity", "value", "as_written"),
    [
        ("un stage à Casa svp", "city", "casablanca", "Casa"),
        ("بغيت خدمة فكازا", "city", "casablanca", "كازا"),
        ("غادي لطنجة", "city", "tanger", "طنجة"),
        ("أسكن في الدار البيضاء", "city", "casablanca", "الدار البيضاء"),
        ("khdma f l9nitra", "city", "kenitra", "l9nitra"),
        ("sakn f safi", "city", "safi", "safi"),
        ("j'habite à Salé", "city", "sale", "Salé"),
        ("أكاديـــر", "city", "agadir", "أكاديـــر"),
        ("3ndi bac pc", "bac_track", "sciences-physiques", "pc"),
    ],
)
def test_names_have_their_value_and_place(
    text: str, entity: str, value: str, as_written: str
) -> None:
    found = GAZETTEERS.find(text)
    assert (entity, value, as_written) in [
        (f.entity, f.value, text[f.start : f.end]) for f in found
    ]


@pytest.mark.parametrize("text", ["safi chokran", "hadi jdida 3lia", "la salle est sale", "", "👍"])
def test_ordinary_words_are_not_cities(text: str) -> None:
    assert GAZETTEERS.find(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("jai une licence d'anglais", ["bac+3"]),
        ("mon fils a que la 3eme", ["college"]),
        ("la 3eme", []),
        ("jsuis en pc", ["sciences-physiques"]),
        ("mon pc est en panne", []),
        ("khdma f dar", ["true"]),
        ("gals f dar", []),
        ("tafem", []),
    ],
)
def test_what_is_meant_needs_no_intent(text: str, values: list[str]) -> None:
    assert [found.value for found in GAZETTEERS.find(text)] == values


def test_two_cities_come_in_order() -> None:
    values = [found.value for found in GAZETTEERS.find("machi casa, tanger")]
    assert values == ["casablanca", "tanger"]


def test_every_programme_of_the_knowledge_has_a_name_to_be_found_by() -> None:
    for id_, program in knowledge().programs.items():
        for variety in VARIETIES:
            values = [found.value for found in GAZETTEERS.find(f"f {program.name[variety]}")]
            assert id_ in values, program.name[variety]
    assert [found.value for found in GAZETTEERS.find("chno hiya encg")] == ["encg"]
    assert [found.value for found in GAZETTEERS.find("بغيت ندخل للتكوين المهني")] == ["ofppt"]
