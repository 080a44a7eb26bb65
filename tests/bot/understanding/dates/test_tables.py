"""Expressions of each variety and what they resolve to, as readable tables."""

from pathlib import Path

import pytest

from bot import clock
from bot.understanding.dates import find
from bot.understanding.language import VARIETIES

NOW = clock.parse("2026-11-24T10:00")
TABLES = Path(__file__).parent / "tables"


def rows(variety: str) -> list[tuple[str, list[str]]]:
    lines = (TABLES / f"{variety}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(" -> ") for line in lines if not line.startswith("#")]
    return [(said, [] if meant == "nothing" else meant.split()) for said, meant in pairs]


def in_full(meant: str) -> str:
    return clock.parse(meant).isoformat() if "T" in meant else meant


@pytest.mark.parametrize("variety", VARIETIES)
def test_a_table_has_enough_rows(variety: str) -> None:
    assert len(rows(variety)) >= 120


@pytest.mark.parametrize(
    ("variety", "said", "meant"),
    [(variety, said, meant) for variety in VARIETIES for said, meant in rows(variety)],
)
def test_an_expression_resolves_forward(variety: str, said: str, meant: list[str]) -> None:
    assert [each.value for each in find(said, NOW, variety)] == [in_full(each) for each in meant]


@pytest.mark.parametrize(
    ("variety", "said", "meant"),
    [
        (variety, said, meant)
        for variety in VARIETIES
        for said, meant in rows(variety)
        if len(meant) == 1 and "T" in meant[0] and " " in said
    ],
)
def test_a_day_and_its_hour_are_one_expression(variety: str, said: str, meant: list[str]) -> None:
    (moment,) = find(said, NOW, variety)
    assert moment.end == len(said) or said[moment.end :] == " svp"
