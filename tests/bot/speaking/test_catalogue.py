from pathlib import Path

import pytest

from bot.errors import DataError
from bot.speaking.catalogue import read
from bot.speaking.facts import read as read_facts

FULL = """
responses_catalogue:
  utter_x:
    fr: "a {n}"
    ar: "b {n}"
    ary-Arab: "c {n}"
    ary-Latn: "d {n}"
"""


def test_every_fact_that_a_sentence_names_exists() -> None:
    facts = read_facts()
    for response in read().values():
        for variety in response.texts:
            for name in response.placeholders(variety):
                if name.startswith("fact."):
                    assert name.removeprefix("fact.") in facts, response.name


def test_a_missing_variety_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(FULL.replace('    ary-Arab: "c {n}"\n', ""))
    with pytest.raises(DataError, match=r"utter_x\.ary-Arab"):
        read(tmp_path)


def test_a_missing_placeholder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(FULL.replace("d {n}", "d"))
    with pytest.raises(DataError, match=r"utter_x\.ary-Latn.*placeholders"):
        read(tmp_path)


def test_the_same_name_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(FULL)
    (tmp_path / "b.yml").write_text(FULL)
    with pytest.raises(DataError, match="twice"):
        read(tmp_path)
