from pathlib import Path

import pytest

from bot.errors import DataError
from bot.understanding.concepts import Concepts, own
from bot.understanding.normalise import normalise


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("want", ["veux", "أريد", "بغيت", "bghit", "bghiiit"]),
        ("how_much", ["combien", "كم", "شحال", "ch7al"]),
        ("money", ["argent", "نقود", "فلوس", "flous", "الفلوس"]),
        ("account", ["compte", "حساب", "7sab", "حسابي"]),
        ("why", ["pourquoi", "لماذا", "علاش", "3lach"]),
    ],
)
def test_the_same_meaning_in_every_variety(concept: str, words: list[str]) -> None:
    assert {own().of(normalise(word)) for word in words} == {concept}


def test_concepts_stand_in_the_order_of_the_words() -> None:
    assert own().find(normalise("wach kayn chi khdma")) == ["whether", "there_is", "some", "job"]


def test_an_entry_without_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "concepts.yml"
    path.write_text('concepts:\n  want: {fr: ""}\n')
    with pytest.raises(DataError, match=r"concepts\.want\.fr"):
        Concepts(path)
