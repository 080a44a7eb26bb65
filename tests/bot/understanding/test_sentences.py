import numpy as np
import pytest

from bot.understanding.sentences import DIMENSIONS, SentenceVectors, encode

TEXTS = [
    "je cherche un logement près de la fac",
    "où dormir quand on étudie",
    "annule mon rendez-vous",
]


def test_the_same_meaning_in_other_words_is_nearer_than_other_meaning() -> None:
    home, sleep, cancel = encode(TEXTS)
    assert home @ sleep > home @ cancel
    arabic = encode(["أبحث عن سكن قرب الكلية"])[0]
    assert home @ arabic > cancel @ arabic


def test_vectors_stand_in_the_order_of_their_texts() -> None:
    together = encode(TEXTS)
    alone = np.vstack([encode([text]) for text in TEXTS])
    assert together == pytest.approx(alone, abs=1e-4)


def test_darija_has_no_vector_and_an_untold_variety_has_one() -> None:
    vectors = SentenceVectors()
    vectors.fit_transform(TEXTS, ["fr"] * 3)
    rows = vectors.transform([TEXTS[0]] * 4, ["fr", "ary-Latn", "ary-Arab", None])
    assert not rows[1].any()
    assert not rows[2].any()
    assert rows[0].any()
    assert rows[3] == pytest.approx(rows[0], abs=1e-5)


def test_training_without_a_known_variety_gives_zeros() -> None:
    rows = SentenceVectors().fit_transform(TEXTS, ["ary-Latn"] * 3)
    assert rows.shape == (3, DIMENSIONS)
    assert not rows.any()


@pytest.mark.parametrize("text", ["", "\ud800 \udfff", "a" * 100_000])
def test_any_text_has_a_finite_vector(text: str) -> None:
    assert np.isfinite(encode([text])).all()
