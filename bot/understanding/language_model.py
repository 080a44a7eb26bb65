"""Which variety a message is written in, learnt from examples; scikit-learn, no Rasa.

The script decides between two pairs; inside a pair a model of letters and words decides. It
learns from the training examples that ``bghit stage f marketing`` is Darija. A bare message
("casa", "pfe") is in every variety: without a telling word it gets a low confidence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from bot.errors import DataError
from bot.understanding.features import prepare
from bot.understanding.language import PAIRS, VARIETIES, Language, greeting_of, listen
from bot.understanding.skeleton import WORD
from bot.understanding.weighting import Joined, Weighting, letters

REGULARISATION = 3.0
FEW_WORDS = 2  # a message of so few words is bare unless one of them tells
BARE = 0.55  # confidence of a bare message, below bot.speaking.variety.CLEAR
EVIDENT = 0.92  # above it a message of three words tells even without one of the lexicon
DARIJA = frozenset({"ary-Arab", "ary-Latn"})


class _Pair(NamedTuple):
    """What tells the two varieties of a script apart.

    Attributes:
        views: Letters and words.
        weights: One a column; positive for Darija.
        bias: Added to the sum.
    """

    views: Joined
    weights: Any
    bias: float


class LanguageModel:
    """Learns and tells varieties."""

    def __init__(self) -> None:
        self._pairs: dict[str, _Pair] = {}

    def fit(self, texts: Sequence[str], varieties: Sequence[str]) -> LanguageModel:
        """Learn from texts and their varieties (same length, all four present)."""
        for script, pair in PAIRS.items():
            rows = [(t, v) for t, v in zip(texts, varieties, strict=True) if v in pair]
            seen = [[prepare(text)] * 2 for text, _ in rows]
            views = Joined([Weighting(_letters, least=2), Weighting(WORD.findall, least=2)])
            matrix = views.fit(seen).matrix(seen)
            model = LogisticRegression(C=REGULARISATION, solver="liblinear")
            model.fit(matrix, [variety == pair[1] for _, variety in rows])
            weights = model.coef_[0].astype(np.float32)
            self._pairs[script] = _Pair(views, weights, float(model.intercept_[0]))
        return self

    def detect(self, text: str) -> Language:
        """Tell the variety of a message with a confidence 0..1."""
        heard = listen(text)
        if heard is None:
            return Language(VARIETIES[0], 0.0)
        greeting = greeting_of(text)
        if greeting:
            return Language(greeting, BARE)
        pair = self._pairs[heard.script]
        columns, values = pair.views.row([prepare(text)] * 2)
        leaning = float(pair.weights[columns] @ values) + pair.bias
        confidence = 1 / (1 + math.exp(-abs(leaning)))
        name = PAIRS[heard.script][leaning > 0]
        told = heard.darija - heard.standard
        # "mon cv" and "jeudi" are typed by French and Darija speakers alike: a short message
        # tells only when its words and the model say the same.
        agreed = told > 0 if name in DARIJA else told < 0
        most = FEW_WORDS if confidence >= EVIDENT else FEW_WORDS + 1
        if heard.words <= most and not agreed:
            confidence = min(confidence, BARE)
        return Language(name, round(confidence, 3))


def examples(folder: Path) -> tuple[list[str], list[str]]:
    """Read the training examples below ``<folder>/<variety>/*.yml``.

    Returns:
        The texts with their entity annotations, and their varieties.

    Raises:
        DataError: A variety has no examples.
    """
    texts: list[str] = []
    varieties: list[str] = []
    for variety in VARIETIES:
        before = len(texts)
        for path in sorted((folder / variety).glob("*.yml")):
            texts += _lines(path)
        varieties += [variety] * (len(texts) - before)
        if len(texts) == before:
            raise DataError(folder / variety, "", "has no examples")
    return texts, varieties


def _lines(path: Path) -> list[str]:
    blocks = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader).get("nlu", [])
    return [
        line.removeprefix("- ").strip()
        for block in blocks
        for line in block.get("examples", "").splitlines()
        if line.startswith("- ")
    ]


def _letters(text: str) -> list[str]:
    return letters(text, 1, 4)
