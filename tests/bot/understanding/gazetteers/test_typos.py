import pytest

from bot.understanding.gazetteers import Gazetteers
from bot.understanding.gazetteers.typos import Misspellings, skeleton

GAZETTEERS = Gazetteers()
KNOWN = Misspellings(
    {"kenitra": 5, "chanteur": 8, "marrakech": 5}, frozenset({"kenitra", "marrakech"})
)


@pytest.mark.parametrize("word", ["9nitra", "qnitra", "knitra", "kenitra", "qenitra"])
def test_one_sound_spelt_in_many_ways_has_one_skeleton(word: str) -> None:
    assert skeleton(word) == skeleton("kenitra")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kenirta", "kenitra"),
        ("marakesh", "marrakech"),
        ("merrakech", "marrakech"),
        ("chanter", None),  # another word, not a misspelt one
        ("genitra", None),  # another first sound
        ("ken", None),
    ],
)
def test_a_misspelt_name_is_mended_and_another_word_is_not(word: str, meant: str | None) -> None:
    assert KNOWN.meant(word) == meant


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("khdma f casablanka", "casablanca"),
        ("stage à ouarzazatte", "ouarzazate"),
        ("f mohamadia", "mohammedia"),
        ("خدمة فورزازت", "ouarzazate"),
        ("f el hoceyma", "al-hoceima"),
        ("à errachidiaa", "errachidia"),
        ("ana mn khouribgua", "khouribga"),
    ],
)
def test_misspelt_cities_are_found(text: str, city: str) -> None:
    assert city in [found.value for found in GAZETTEERS.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "bonjour à tous",
        "je veux commencer à apprendre",
        "maintenant ou demain",
        "المصاريف كثيرة تقريبا",
        "ما عندي معارف في المباريات",
        "fin kayna lboutique",
        "mon collègue est chômeur",
    ],
)
def test_ordinary_words_are_not_mended_into_names(text: str) -> None:
    assert GAZETTEERS.find(text) == []
