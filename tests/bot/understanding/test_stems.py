import pytest

from bot.understanding.normalise import normalise
from bot.understanding.stems import stem, stem_ngrams


@pytest.mark.parametrize(
    "words",
    [
        ("inscription", "inscriptions"),
        ("chercher", "cherche"),
        ("الموعد", "موعدي", "بالموعد", "موعد"),
        ("عروض", "العروض", "عروضكم"),
    ],
)
def test_forms_of_one_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(normalise(word)) for word in words}) == 1


def test_a_short_word_is_not_cut_away() -> None:
    assert stem("بنك") == "بنك"


def test_pairs_and_the_edges_of_the_message() -> None:
    assert stem_ngrams("a b c") == ["a", "b", "c", "^ a", "a b", "b c", "c $", "a~c"]
