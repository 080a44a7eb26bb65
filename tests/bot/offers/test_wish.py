"""What of a message has to be found in an offer."""

import pytest

from bot.offers.index.query import groups
from bot.offers.wish import filters_of


@pytest.mark.parametrize(
    "text",
    [
        "slt, je cherche un stage à casa",
        "bonjour svp je suis étudiant en 2eme année, je cherche un stage à rabat, merci",
        "slm bghit chi khedma f casa 7it weldi khasso chi flous",
        "السلام عليكم انا طالب واريد عملا في طنجة",
    ],
)
def test_what_is_said_about_anything_has_not_to_be_found(text: str) -> None:
    assert filters_of(text).words == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [("slt, stage plombier casa", "plombier"), ("bghit khdma soudeur f tanja", "soudeur")],
)
def test_a_trade_beside_it_has(text: str, word: str) -> None:
    words = filters_of(text).words
    assert word in words
    assert sum(group.must for group in groups(words)) == 1
