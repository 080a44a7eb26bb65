import pytest

from bot.understanding.gazetteers.words import MAX_WORDS, bare_forms, split


def test_words_keep_their_place_in_what_was_written() -> None:
    text = "khdma f d'Agadir أكاديـــر"
    assert [text[word.start : word.end] for word in split(text)] == [
        "khdma",
        "f",
        "d",
        "Agadir",
        "أكاديـــر",
    ]


@pytest.mark.parametrize(
    ("word", "bare", "start"),
    [
        ("فكازا", "كازا", 1),
        ("والرباط", "رباط", 1),
        ("بالباك", "باك", 1),
        ("لطنجه", "طنجه", 0),
        ("للتكوين", "تكوين", 2),
        ("fcasa", "casa", 1),
        ("lbac", "bac", 0),
        ("flbac", "bac", 1),
        ("stages", "stage", 0),
    ],
)
def test_glued_prepositions_and_articles_come_off(word: str, bare: str, start: int) -> None:
    assert (bare, start) in [(form.text, form.start) for form in bare_forms(word)]


def test_a_short_word_is_left_whole() -> None:
    assert [form.text for form in bare_forms("fac")] == ["fac"]


@pytest.mark.parametrize("text", ["a" * 100_000, "casa " * 30_000, "ل" * 100_000, "كازا " * 9_000])
def test_a_hostile_message_has_its_beginning_read(text: str) -> None:
    words = split(text)
    assert len(words) <= MAX_WORDS
    assert sum(len(word.text) for word in words) <= 3000
