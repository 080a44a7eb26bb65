"""The intent classifier: a linear support vector machine on several views; no Rasa.

Its margins become probabilities by one temperature, which was set so that the confidence of
held-out messages is as often right as it says (docs/understanding.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.svm import LinearSVC

from bot.understanding.features import VIEWS, Features, Row

REGULARISATION = 0.3
TOLERANCE = 1e-3  # where liblinear stops; its own 1e-4 makes training longer
SHARPNESS = 7.0  # what the margins are multiplied with before the softmax
OUT_OF_SCOPE = "out_of_scope"
CAUTION = 0.2  # added to the margin of out-of-scope, which has more to cover than any example set
_STEPS = 127  # of a stored weight on either side of zero


class IntentModel:
    """Learns and predicts intents.

    Args:
        regularisation: scikit-learn's ``C``; larger follows the examples more closely.
        sharpness: Factor of the margins before the softmax; larger is surer of itself.
        views: Names from :data:`bot.understanding.features.VIEWS`.
    """

    def __init__(
        self,
        regularisation: float = REGULARISATION,
        sharpness: float = SHARPNESS,
        views: Sequence[str] = VIEWS,
    ) -> None:
        self._regularisation = regularisation
        self._sharpness = sharpness
        self._features = Features(views)
        self._labels: list[str] = []
        self._weights: Any = None
        self._steps: Any = None
        self._sentence_weights: Any = None
        self._bias: Any = None

    def fit(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        varieties: Sequence[str | None] | None = None,
    ) -> IntentModel:
        """Learn from texts and their labels.

        Args:
            texts: The messages as they were written.
            labels: Their intents; at least three different ones.
            varieties: In which variety each is, as the language model tells; not told if absent.
        """
        matrix = self._features.fit_transform(texts, varieties or [None] * len(texts))
        machine = LinearSVC(C=self._regularisation, tol=TOLERANCE, random_state=0)
        machine.fit(matrix, list(labels))
        self._labels = [str(label) for label in machine.classes_]
        self._keep(machine.coef_.T.astype(np.float32))
        self._bias = machine.intercept_.astype(np.float32)
        if OUT_OF_SCOPE in self._labels:
            self._bias[self._labels.index(OUT_OF_SCOPE)] += CAUTION
        return self

    def probabilities(
        self, texts: Sequence[str], varieties: Sequence[str | None] | None = None
    ) -> Any:
        """Return an array (texts x labels) of probabilities; columns as in :attr:`labels`."""
        rows = self._features.rows(texts, varieties or [None] * len(texts))
        margins = np.stack([self._margins(row) for row in rows]) * self._sharpness
        powers = np.exp(margins - margins.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    @property
    def labels(self) -> list[str]:
        """The labels that were learnt, sorted."""
        return self._labels

    def rank(self, text: str, variety: str | None = None) -> list[tuple[str, float]]:
        """Return every label with its probability, likeliest first."""
        return self.rank_all([text], variety)[0]

    def rank_all(
        self, texts: Sequence[str], variety: str | None = None
    ) -> list[list[tuple[str, float]]]:
        """Return the ranking of each text, all in one variety; cheaper than one by one."""
        rows = self.probabilities(texts, [variety] * len(texts))
        return [[(self._labels[i], float(row[i])) for i in np.argsort(-row)] for row in rows]

    def _keep(self, weights: Any) -> None:
        """Store the weights (features x labels); one byte for each that is not of a vector."""
        many = len(self._features)
        sparse_part, self._sentence_weights = weights[:many], np.ascontiguousarray(weights[many:])
        self._steps = np.abs(sparse_part).max(axis=1, keepdims=True) / _STEPS
        self._weights = np.rint(sparse_part / np.maximum(self._steps, 1e-12)).astype(np.int8)

    def _margins(self, row: Row) -> Any:
        scaled = row.values * self._steps[row.columns, 0]
        margins = scaled @ self._weights[row.columns].astype(np.float32) + self._bias
        return margins + row.sentence @ self._sentence_weights if len(row.sentence) else margins
