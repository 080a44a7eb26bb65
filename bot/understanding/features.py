"""What a classifier sees of a message: sparse features of several views; scikit-learn, no Rasa.

Each view brings what another misses: characters bear typing errors, stems bear meaning and
order, the skeleton joins spellings and scripts, concepts join the varieties. What each is worth is
measured in docs/understanding.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.understanding import concepts
from bot.understanding.normalise import normalise
from bot.understanding.skeleton import WORD, skeleton
from bot.understanding.stems import stem_ngrams

MAX_CHARACTERS = 600  # the meaning of a longer message is in its beginning; bounds the time
VIEWS = ("characters", "stems", "bones", "concepts")
"""The views by name, in the order of the columns."""

_bones = lru_cache(maxsize=50_000)(skeleton)


def prepare(text: str) -> str:
    """Fold a text for the features, with a bounded length."""
    return normalise(text[: MAX_CHARACTERS * 4])[:MAX_CHARACTERS]


def skeletons(text: str) -> str:
    """Return the skeletons of the words of a normalised text, separated by spaces."""
    return " ".join(bones for bones in map(_bones, WORD.findall(text)) if bones)


def concept_words(text: str) -> str:
    """Return the concepts of a normalised text, separated by spaces."""
    return " ".join(concepts.own().find(text))


class Features:
    """Turns texts into a sparse matrix, after having seen the training texts.

    Args:
        views: Names from :data:`VIEWS` to use.
        weights: Factor for each view by name; 1 where none is given.
    """

    def __init__(
        self, views: Sequence[str] = VIEWS, weights: dict[str, float] | None = None
    ) -> None:
        self._weights = [(weights or {}).get(name, 1.0) for name in views]
        self._vectorizers = [(name, _vectorizer(name)) for name in views]

    def fit_transform(self, texts: Iterable[str]) -> Any:
        """Learn the vocabulary of prepared texts; return their matrix (texts x features)."""
        return self._stack(list(texts), "fit_transform")

    def transform(self, texts: Iterable[str]) -> Any:
        """Return the CSR matrix (texts x features) of prepared texts, float32."""
        return self._stack(list(texts), "transform")

    def _stack(self, texts: list[str], method: str) -> Any:
        seen: dict[str, list[str]] = {}
        seen["bones"] = [skeletons(text) for text in texts]
        seen["concepts"] = [concept_words(text) for text in texts]
        blocks = [
            getattr(vectorizer, method)(seen.get(name, texts)) * np.float32(weight)
            for (name, vectorizer), weight in zip(self._vectorizers, self._weights, strict=True)
        ]
        return sparse.hstack(blocks, format="csr", dtype=np.float32)


def _vectorizer(view: str) -> TfidfVectorizer:
    common = {"sublinear_tf": True, "dtype": np.float32, "lowercase": False}
    if view == "characters":
        return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, **common)
    if view == "stems":
        return TfidfVectorizer(analyzer=stem_ngrams, **common)
    if view == "bones":
        return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, **common)
    if view == "concepts":
        return TfidfVectorizer(token_pattern=r"\S+", ngram_range=(1, 3), min_df=2, **common)
    raise ValueError(f"no such view: {view}")
