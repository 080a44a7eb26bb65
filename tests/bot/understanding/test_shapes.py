import pytest

from bot.understanding.shapes import shape


def test_names_become_their_kinds() -> None:
    seen = shape("Un stage à Kénitra svp")
    assert "KENITRA" not in seen.masked.upper()
    assert seen.masked.split() == ["un", "CONTRACT", "a", "CITY", "svp"]
    assert "kinds:city+contract" in seen.kinds.split()
    assert "words:3" in seen.kinds.split()


@pytest.mark.parametrize("other", ["un CDI à Agadir svp", "un stage à طنجة svp"])
def test_messages_of_one_shape_look_alike(other: str) -> None:
    assert shape(other) == shape("un stage à Rabat svp")


def test_days_count_as_names_even_when_they_are_over() -> None:
    assert "DATETIME" in shape("le 3 mars 2019 à 10h").masked


def test_a_message_without_names_is_itself() -> None:
    assert shape("Ça va ?").masked.split() == ["ca", "va", "?"]
    assert shape("").kinds.split() == ["kinds:", "words:0", ":0"]
