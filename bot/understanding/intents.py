"""A linear intent classifier on character and word n-grams; scikit-learn, no Rasa.

Logistic regression gives probabilities that a fallback threshold can be read off.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

from bot.understanding.normalise import normalise

MAX_CHARACTERS = 1000  # the meaning of a longer message is in its beginning; bounds the time


class IntentModel:
    """Learns and predicts intents.

    Args:
        regularisation: scikit-learn's ``C``; larger follows the examples more closely.
    """

    def __init__(self, regularisation: float = 20.0) -> None:
        self._pipeline: Any = Pipeline(
            [
                (
                    "features",
                    FeatureUnion(
                        [
                            ("characters", _characters()),
                            ("words", _words()),
                        ]
                    ),
                ),
                (
                    "classifier",
                    LogisticRegression(
                        C=regularisation, solver="lbfgs", max_iter=60, tol=1e-3, multi_class="auto"
                    ),
                ),
            ]
        )

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> IntentModel:
        """Learn from texts and their labels (same length, at least two labels)."""
        self._pipeline.fit([prepare(text) for text in texts], list(labels))
        return self

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Return every label with its probability, likeliest first."""
        probabilities = self._pipeline.predict_proba([prepare(text)])[0]
        order = np.argsort(-probabilities)
        names = self._pipeline.classes_
        return [(str(names[i]), float(probabilities[i])) for i in order]


def prepare(text: str) -> str:
    """Fold a text for the features, with a bounded length."""
    return normalise(text[: MAX_CHARACTERS * 2])[:MAX_CHARACTERS]


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, dtype=np.float32
    )


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="word",
        token_pattern=r"[^\W_]+",
        ngram_range=(1, 2),
        min_df=2,
        sublinear_tf=True,
        dtype=np.float32,
    )
