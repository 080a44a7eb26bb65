import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import align, normalise

ONE_SPELLING = [
    # accents, case and compatibility forms
    ("Élève à Fès", "eleve a fes"),
    ("E\u0301le\u0300ve", "eleve"),
    ("ÇA NE MARCHE PAS", "ca ne marche pas"),
    ("Œuvre, cœur, æ", "oeuvre, coeur, ae"),
    ("ｂａｃ", "bac"),
    ("№ ① ½", "no 1 1\u20442"),
    ("ﬁn", "fin"),
    # apostrophes, quotes and dashes
    ("aujourd’hui", "aujourd'hui"),
    ("j´ai, j`ai, jʼai", "j'ai, j'ai, j'ai"),
    ("bac‑pro – «stage»", 'bac-pro - "stage"'),
    # Arabic letters
    ("أُرِيدُ تَدْرِيبًا", "اريد تدريبا"),
    ("مـــرحبا", "مرحبا"),
    ("شهادة", "شهاده"),
    ("إلى آخر ٱلعام", "الي اخر العام"),
    ("مسؤول، شؤون", "مسوول, شوون"),
    ("بيئة؟", "بييه?"),
    ("أگادير", "اكادير"),
    ("أݣادير ڭاع", "اكادير كاع"),
    ("پاك ڤيزا", "باك فيزا"),
    ("علی کتاب", "علي كتاب"),
    ("ﻻ ﷲ", "لا الله"),
    # elongation: three or more of a letter become two, digits and signs stay
    ("bghiiiiit", "bghiit"),
    ("سلاااااام", "سلاام"),
    ("salaaaaam!!!", "salaam!!!"),
    ("100000", "100000"),
    # digits
    ("١٠:٣٠", "10:30"),
    ("۱۲۳", "123"),
    ("3ayb 9raya 2024", "3ayb 9raya 2024"),
    ("S1 bac+2 10h", "s1 bac+2 10h"),
    # what nobody sees
    ("a\u200fb\u200bc", "abc"),
    ("\u202bستاج\u202c", "ستاج"),
    ("sta\u00adge", "stage"),
    ("  bac\n+2 ", "bac +2"),
    ("bac\u00a0+2\t!", "bac +2 !"),
    # emoji stay, without tone and presentation
    ("👍", "👍"),
    ("👍🏽", "👍"),
    ("❤️", "❤"),
    ("\u200f", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "folded"), ONE_SPELLING)
def test_one_spelling(typed: str, folded: str) -> None:
    assert normalise(typed) == folded


@pytest.mark.parametrize(("typed", "folded"), ONE_SPELLING)
def test_alignment_gives_the_same_spelling(typed: str, folded: str) -> None:
    assert align(typed).text == folded


@pytest.mark.parametrize(
    ("typed", "name", "written"),
    [
        ("stage à Fès svp", "fes", "Fès"),
        ("f cas\u0301aaaa 3afak", "casaa", "cas\u0301aaaa"),
        ("بغيت  تَدْرِيبًا  دابا", "تدريبا", "تَدْرِيبًا"),
        ("بغيت ستـــاج فكازا", "ستاج", "ستـــاج"),
        ("\u202bستاج\u202c", "ستاج", "ستاج"),
        ("un cœur", "coeur", "cœur"),
        ("👍🏽 casa", "casa", "casa"),
    ],
)
def test_a_span_points_into_what_was_written(typed: str, name: str, written: str) -> None:
    aligned = align(typed)
    start = aligned.text.index(name)
    first, last = aligned.span(start, start + len(name))
    assert typed[first:last] == written


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 5), (-1, 2)])
def test_a_span_that_does_not_exist_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such span"):
        align("casa").span(start, end)


@given(st.text(max_size=300))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_no_character_folds_differently_the_second_time() -> None:
    changed = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if normalise(normalise(chr(code))) != normalise(chr(code))
    ]
    assert changed == []


@given(st.text(max_size=300))
def test_offsets_rise_and_stay_inside_the_text(text: str) -> None:
    aligned = align(text)
    assert aligned.text == normalise(text)
    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert list(aligned.starts) == sorted(aligned.starts)
    assert all(0 <= s < e <= len(text) for s, e in zip(aligned.starts, aligned.ends, strict=True))
