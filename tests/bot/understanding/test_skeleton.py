import pytest

from bot.understanding.normalise import normalise
from bot.understanding.skeleton import is_arabizi, skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        ("khdma", "5edma", "khedma", "خدمة"),
        ("stage", "staj", "ستاج", "سطاج"),
        ("wach", "wash", "wax", "واش"),
        ("3lach", "3lash", "علاش"),
        ("bghit", "b8it", "بغيت"),
        ("9raya", "qraya", "قراية"),
        ("7sab", "hsab", "حساب"),
    ],
)
def test_spellings_and_scripts_meet_in_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(normalise(word)) for word in spellings}) == 1


@pytest.mark.parametrize("word", ["3ayb", "9raya", "sba7", "l9it", "m3a", "so2al", "7it"])
def test_digits_of_arabizi(word: str) -> None:
    assert is_arabizi(word)


@pytest.mark.parametrize(
    "word",
    [
        "2024",
        "s1",
        "10h",
        "10h30",
        "3eme",
        "2bac",
        "bac3",
        "mp3",
        "stage",
        "m2",
        "20ans",
        "covid19",
    ],
)
def test_digits_that_are_numbers(word: str) -> None:
    assert not is_arabizi(word)


def test_a_number_stays_as_it_is() -> None:
    assert skeleton("2024") == "2024"
    assert skeleton("10h") == "10h"
