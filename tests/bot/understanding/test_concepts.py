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
    path = tmp_path / "wanting.yml"
    path.write_text('concepts:\n  want: {fr: ""}\n')
    with pytest.raises(DataError, match=r"concepts\.want\.fr"):
        Concepts(tmp_path)


@pytest.mark.parametrize("other", ["bghit", "بغيت"])
def test_a_word_or_skeleton_of_two_concepts_is_refused(tmp_path: Path, other: str) -> None:
    lines = f"concepts:\n  want: {{ary: bghit}}\n  wish: {{ary: {other}}}\n"
    (tmp_path / "wanting.yml").write_text(lines, encoding="utf-8")
    with pytest.raises(DataError, match=rf"concepts\.wish\.ary: {other} is in want as well"):
        Concepts(tmp_path)


def test_an_exact_word_has_no_other_spelling() -> None:
    assert own().of("kanbqa") == "stay"
    assert own().of("kanbka") != "stay"
