import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understanding.gazetteers import Gazetteers

GAZETTEERS = Gazetteers()


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_an_error_and_places_are_inside_it(text: str) -> None:
    for found in GAZETTEERS.find(text):
        assert 0 <= found.start < found.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "casa",
                "فكازا",
                "machi",
                "licence",
                "بالباك",
                "est",
                "safi",
                ",",
                "\u202e",
                "ـ",
                "pfe",
            ]
        ),
        max_size=30,
    )
)
def test_names_of_one_entity_do_not_overlap(words: list[str]) -> None:
    found = sorted(GAZETTEERS.find(" ".join(words)), key=lambda each: each.start)
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start or one.entity != other.entity


@pytest.mark.parametrize("text", ["a" * 100_000, "casa " * 20_000, "فالدار البيضاء " * 7_000])
def test_a_hundred_thousand_characters_cost_little(text: str) -> None:
    before = time.process_time()
    GAZETTEERS.find(text)
    assert time.process_time() - before < 0.5
