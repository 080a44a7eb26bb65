"""Which variety a message is written in, learnt from examples; scikit-learn, no Rasa.

The script decides between two pairs; inside a pair a model of letters and words decides. It
learns from the training examples that ``bghit stage f marketing`` is Darija. A bare message
("casa", "pfe") is in every variety: without a telling word it gets a low confidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline, make_union

from bot.errors import DataError
from bot.understanding.features import prepare
from bot.understanding.language import PAIRS, VARIETIES, Language, listen

REGULARISATION = 3.0
FEW_WORDS = 2  # a message of so few words is bare unless one of them tells
BARE = 0.55  # confidence of a bare message, below bot.speaking.variety.CLEAR
EVIDENT = 0.92  # above it a message of three words tells even without one of the lexicon
DARIJA = frozenset({"ary-Arab", "ary-Latn"})


class LanguageModel:
    """Learns and tells varieties."""

    def __init__(self) -> None:
        self._models: dict[str, Pipeline] = {}

    def fit(self, texts: Sequence[str], varieties: Sequence[str]) -> LanguageModel:
        """Learn from texts and their varieties (same length, all four present)."""
        for script, pair in PAIRS.items():
            rows = [(t, v) for t, v in zip(texts, varieties, strict=True) if v in pair]
            model = make_pipeline(
                make_union(_characters(), _words()),
                LogisticRegression(C=REGULARISATION, solver="liblinear"),
            )
            self._models[script] = model.fit([prepare(t) for t, _ in rows], [v for _, v in rows])
        return self

    def detect(self, text: str) -> Language:
        """Tell the variety of a message with a confidence 0..1."""
        heard = listen(text)
        if heard is None:
            return Language(VARIETIES[0], 0.0)
        model: Any = self._models[heard.script]
        row = model.predict_proba([prepare(text)])[0]
        best = int(np.argmax(row))
        confidence = float(row[best])
        name = str(model.classes_[best])
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


def _characters() -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(1, 4),
        min_df=2,
        sublinear_tf=True,
        lowercase=False,
        dtype=np.float32,
    )


def _words() -> TfidfVectorizer:
    return TfidfVectorizer(token_pattern=r"[^\W_]+", min_df=2, lowercase=False, dtype=np.float32)
