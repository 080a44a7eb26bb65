import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.understanding.weighting import Joined, Weighting, letters, up_to

TEXTS = ["bghit stage f casa", "je cherche un stage", "a un stage stage stage", "بغيت ستاج", ""]


def _letters(text: str) -> list[str]:
    return letters(text, 2, 5)


@pytest.mark.parametrize("text", TEXTS)
def test_letters_are_those_of_scikit_learn(text: str) -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)).build_analyzer()
    assert sorted(_letters(text)) == sorted(theirs(text))


def test_rows_are_those_of_scikit_learn() -> None:
    theirs = TfidfVectorizer(analyzer=_letters, sublinear_tf=True, min_df=2)
    expected = theirs.fit_transform(TEXTS).toarray()
    found = Joined([Weighting(_letters, least=2)]).fit([[text] for text in TEXTS])
    matrix = found.matrix([[text] for text in TEXTS]).toarray()
    assert matrix == pytest.approx(expected, abs=1e-6)


def test_views_stand_side_by_side_each_with_its_length() -> None:
    views = Joined([Weighting(str.split), Weighting(_letters, length=0.5)])
    views.fit([[text, text] for text in TEXTS])
    columns, values = views.row(["je cherche un stage", "je cherche"])
    words = columns < len(views) - len(Weighting(_letters).fit(TEXTS))
    assert words.sum() == 4
    assert np.linalg.norm(values[words]) == pytest.approx(1)
    assert np.linalg.norm(values[~words]) == pytest.approx(0.5)


def test_what_was_never_seen_has_no_column() -> None:
    columns, values = Joined([Weighting(str.split).fit(TEXTS)]).row(["xyz"])
    assert len(columns) == len(values) == 0


def test_neighbours_are_joined_up_to_a_number() -> None:
    assert up_to(["a", "b", "c"], 2) == ["a", "b", "c", "a b", "b c"]
