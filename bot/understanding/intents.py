"""The intent classifier: a linear support vector machine on four views; scikit-learn, no Rasa.

Its margins become probabilities by one temperature, which was set so that the confidence of
held-out messages is as often right as it says (docs/understanding.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.svm import LinearSVC

from bot.understanding.features import Features, prepare

REGULARISATION = 0.3
SHARPNESS = 7.0  # what the margins are multiplied with before the softmax
OUT_OF_SCOPE = "out_of_scope"
CAUTION = 0.2  # added to the margin of out-of-scope, which has more to cover than any example set


class IntentModel:
    """Learns and predicts intents.

    Args:
        regularisation: scikit-learn's ``C``; larger follows the examples more closely.
        sharpness: Factor of the margins before the softmax; larger is surer of itself.
    """

    def __init__(
        self, regularisation: float = REGULARISATION, sharpness: float = SHARPNESS
    ) -> None:
        self._regularisation = regularisation
        self._sharpness = sharpness
        self._features = Features()
        self._labels: list[str] = []
        self._weights: Any = None
        self._bias: Any = None

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> IntentModel:
        """Learn from texts and their labels (same length, at least three labels)."""
        matrix = self._features.fit_transform([prepare(text) for text in texts])
        machine = LinearSVC(C=self._regularisation, random_state=0).fit(matrix, list(labels))
        self._labels = [str(label) for label in machine.classes_]
        self._weights = np.ascontiguousarray(machine.coef_.T, dtype=np.float32)
        self._bias = machine.intercept_.astype(np.float32)
        if OUT_OF_SCOPE in self._labels:
            self._bias[self._labels.index(OUT_OF_SCOPE)] += CAUTION
        return self

    def probabilities(self, texts: Sequence[str]) -> Any:
        """Return an array (texts x labels) of probabilities; columns as in :attr:`labels`."""
        matrix = self._features.transform([prepare(text) for text in texts])
        margins = (matrix @ self._weights + self._bias) * self._sharpness
        powers = np.exp(margins - margins.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    @property
    def labels(self) -> list[str]:
        """The labels that were learnt, sorted."""
        return self._labels

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Return every label with its probability, likeliest first."""
        return self.rank_all([text])[0]

    def rank_all(self, texts: Sequence[str]) -> list[list[tuple[str, float]]]:
        """Return the ranking of each text; cheaper than one by one."""
        rows = self.probabilities(texts)
        return [[(self._labels[i], float(row[i])) for i in np.argsort(-row)] for row in rows]
