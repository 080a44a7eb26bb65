"""Nothing that can be typed stops the pure pieces of the pipeline, or takes them long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.entities_parser import replace_entities

from bot.settings import DATA
from bot.understanding.intents import IntentModel
from bot.understanding.language_model import LanguageModel, examples
from bot.understanding.normalise import normalise
from bot.understanding.requests import second_request

SECONDS = 1.0  # for one message, on a machine that does other things
LONGEST = 100_000

HOSTILE = [
    "",
    " " * LONGEST,
    "a" * LONGEST,
    "ب" * LONGEST,
    "9" * LONGEST,
    "w et " * (LONGEST // 5),
    "كيفاش و" * (LONGEST // 7),
    "?." * (LONGEST // 2),
    "👍🏽" * (LONGEST // 2),
    "👨‍👩‍👧‍👦" * 5000,
    "e\u0301" * (LONGEST // 2),
    "Z" + "\u0300" * LONGEST,
    "\u202e\u202bستاج\u202cstage\u2066" * 5000,
    "\u0640" * LONGEST,
    "\ufdfa" * LONGEST,  # one character that becomes eighteen
    "\x00\x01\x7f\ufffe\uffff",
    "\ud800 \udfff",
    "".join(chr(plane * 0x10000 + 0x100) for plane in range(17)),
    '{}[](){"a": 1}/intent{}' * 100,
]


@pytest.fixture(scope="module")
def intents() -> IntentModel:
    texts, _ = examples(DATA / "nlu")
    # The text decides nothing here but the size of the vocabulary, which is the real one.
    labels = [("search_offers", "inform", "greet", "ask_cv")[n % 4] for n in range(len(texts))]
    return IntentModel().fit([replace_entities(text) for text in texts], labels)


@pytest.fixture(scope="module")
def languages() -> LanguageModel:
    texts, varieties = examples(DATA / "nlu")
    return LanguageModel().fit(texts, varieties)


def read(text: str, intents: IntentModel, languages: LanguageModel) -> None:
    """What the pipeline does with a message, apart from names and dates."""
    ranking = intents.rank(text)
    assert abs(sum(confidence for _, confidence in ranking) - 1) < 1e-3
    second_request(text, ranking[0][0], intents.rank_all)
    assert 0 <= languages.detect(text).confidence <= 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_messages_are_read_in_bounded_time(
    text: str, intents: IntentModel, languages: LanguageModel
) -> None:
    normalise(text)
    started = time.perf_counter()
    read(text, intents, languages)
    assert time.perf_counter() - started < SECONDS


# Every plane of Unicode, with what is close to our own words more often than chance would.
PIECES = st.one_of(
    st.text(st.characters(), max_size=20),
    st.text(st.characters(min_codepoint=0x10000), max_size=20),
    st.text("abc ghi379'؟?.,وكيف ستاج\u200f\u202e\u0640\u0651👍🏽", max_size=30),
    st.sampled_from(HOSTILE[-4:]),
)


MESSAGES = st.lists(PIECES, max_size=4).map("".join)
AT_ONCE = 20  # ranked together: 20,000 messages in a minute


@pytest.mark.slow
@given(st.lists(MESSAGES, min_size=AT_ONCE, max_size=AT_ONCE))
@settings(max_examples=20_000 // AT_ONCE, deadline=None, database=None)
def test_twenty_thousand_random_messages(
    intents: IntentModel, languages: LanguageModel, texts: list[str]
) -> None:
    for text, ranking in zip(texts, intents.rank_all(texts), strict=True):
        assert abs(sum(confidence for _, confidence in ranking) - 1) < 1e-3
        assert 0 <= languages.detect(text).confidence <= 1
        second_request(text[:200], ranking[0][0], intents.rank_all)
