import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import normalise


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Élève à Fès", "eleve a fes"),
        ("أُرِيدُ تَدْرِيبًا", "اريد تدريبا"),
        ("مـــرحبا", "مرحبا"),
        ("شهادة", "شهاده"),
        ("أگادير", "اكادير"),
        ("bghiiiiit", "bghiit"),
        ("١٠:٣٠", "10:30"),
        ("3ayb 9raya 2024", "3ayb 9raya 2024"),
        ("100000", "100000"),
        ("aujourd’hui", "aujourd'hui"),
        ("a\u200fb\u200bc", "abc"),
        ("  bac\n+2 ", "bac +2"),
        ("👍", "👍"),
        ("", ""),
    ],
)
def test_one_spelling(typed: str, folded: str) -> None:
    assert normalise(typed) == folded


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing_that_is_compared(text: str) -> None:
    once = normalise(text)
    assert once == once.strip()
    assert "\u0640" not in once
