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


@pytest.mark.parametrize("intent", [None, "ask_soft_skills", "search_offers", "book_appointment"])
@pytest.mark.parametrize("text", ["wejhi kay7mar", "rabaa mzyana", "nmchi nddor chwiya"])
def test_a_misspelt_city_stands_where_a_place_stands(text: str, intent: str | None) -> None:
    assert [found.value for found in GAZETTEERS.find(text, intent)] == []


@pytest.mark.parametrize("text", ["f casablnca", "tanger w casablnca", "fcasablnca"])
def test_a_preposition_or_another_city_makes_a_place_of_it(text: str) -> None:
    assert "casablanca" in [found.value for found in GAZETTEERS.find(text)]
