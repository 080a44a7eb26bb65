"""What a classifier sees of a message: several views side by side; NumPy, no Rasa.

Each view brings what another misses: characters bear typing errors, stems bear meaning and
order, the skeleton joins spellings and scripts, concepts join the varieties, the shape sees
names, a sentence vector sees what no example said. What each is worth is measured in
docs/understanding.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from bot.understanding import concepts
from bot.understanding.normalise import normalise
from bot.understanding.sentences import SentenceVectors
from bot.understanding.shapes import Shape, shape
from bot.understanding.skeleton import WORD, skeleton
from bot.understanding.stems import stem_ngrams
from bot.understanding.weighting import Joined, Weighting, letters, up_to

MAX_CHARACTERS = 600  # the meaning of a longer message is in its beginning; bounds the time
MOST_CONCEPTS = 30  # whose pairs are seen; bounds the time of a long message
VIEWS = ("characters", "stems", "bones", "concepts", "together", "kinds", "masked", "sentence")
"""The views by name, in the order of the columns; the sentence vector comes last."""

SENTENCE = "sentence"
_TOKEN = re.compile(r"[^\W_]+|[?!]")

_bones = lru_cache(maxsize=50_000)(skeleton)


def prepare(text: str) -> str:
    """Fold a text for the features, with a bounded length."""
    return normalise(text[: MAX_CHARACTERS * 4])[:MAX_CHARACTERS]


def skeletons(text: str) -> str:
    """Return the skeletons of the words of a normalised text, separated by spaces."""
    return " ".join(bones for bones in map(_bones, WORD.findall(text)) if bones)


class Row(NamedTuple):
    """One message as the model sees it.

    Attributes:
        columns: Columns of the sparse views (int32).
        values: Their values (float32).
        sentence: Its vector, zero where the encoder does not know the variety (float32).
    """

    columns: Any
    values: Any
    sentence: Any


class Features:
    """Turns messages as they were written into numbers, after having seen the training messages.

    Args:
        views: Names from :data:`VIEWS` to use.
    """

    def __init__(self, views: Sequence[str] = VIEWS) -> None:
        self._views = [name for name in views if name != SENTENCE]
        self._joined = Joined([_weighting(name) for name in self._views])
        self._sentences = SentenceVectors() if SENTENCE in views else None

    def fit_transform(self, texts: Sequence[str], varieties: Sequence[str | None]) -> Any:
        """Learn from messages and their varieties; return a CSR matrix (texts x features).

        A variety of ``None`` is not known; the sentence vector is then believed.
        """
        rows = [self._texts(text) for text in texts]
        blocks = [self._joined.fit(rows).matrix(rows)]
        if self._sentences:
            dense = self._sentences.fit_transform(texts, varieties)
            blocks.append(sparse.csr_matrix(dense))
        return sparse.hstack(blocks, format="csr", dtype=np.float32)

    def rows(self, texts: Sequence[str], varieties: Sequence[str | None]) -> list[Row]:
        """Return each message as the model sees it."""
        none = np.zeros((len(texts), 0), np.float32)
        vectors = self._sentences.transform(texts, varieties) if self._sentences else none
        return [
            Row(*self._joined.row(self._texts(text)), vector)
            for text, vector in zip(texts, vectors, strict=True)
        ]

    def __len__(self) -> int:
        """Return the number of sparse columns."""
        return len(self._joined)

    def _texts(self, text: str) -> list[str]:
        prepared = prepare(text)
        shaped = shape(text) if {"kinds", "masked"} & set(self._views) else Shape("", "")
        seen = {
            "bones": skeletons(prepared) if "bones" in self._views else "",
            "kinds": shaped.kinds,
            "masked": shaped.masked,
        }
        return [seen.get(name, prepared) for name in self._views]


def _weighting(view: str) -> Weighting:
    if view in {"characters", "bones"}:
        return Weighting(partial(letters, least=2, most=5), least=2)
    if view == "stems":
        return Weighting(stem_ngrams)
    if view == "concepts":
        return Weighting(_concepts, least=2)
    if view == "together":
        return Weighting(_together, least=2)
    if view == "kinds":
        return Weighting(str.split, least=2, length=0.5)
    if view == "masked":
        return Weighting(_pairs, least=2, length=0.7)
    raise ValueError(f"no such view: {view}")


def _concepts(text: str) -> list[str]:
    return up_to(["^", *concepts.own().find(text), "$"], 3)


def _together(text: str) -> list[str]:
    """Return the pairs of different concepts, in whatever order and distance they stand."""
    found = sorted(dict.fromkeys(concepts.own().find(text)[:MOST_CONCEPTS]))
    return [f"{one}&{other}" for one, other in combinations(found, 2)]


def _pairs(text: str) -> list[str]:
    return up_to(_TOKEN.findall(text), 2)
