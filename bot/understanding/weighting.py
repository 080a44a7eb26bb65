"""Which features of a text count how much: TF-IDF in one pass; NumPy, no Rasa.

The formula is scikit-learn's ``TfidfVectorizer`` with ``sublinear_tf``. Its class spends most of
a short message's time on checks; this one is a dictionary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from scipy import sparse

Analyser = Callable[[str], Iterable[str]]


class Weighting:
    """Learns the features of one view and how rare they are.

    Args:
        analyse: Gives the features of a text; a function of a module, so that it can be stored.
        least: In how many training texts a feature must occur.
        length: Euclidean length of a row.
    """

    def __init__(self, analyse: Analyser, least: int = 1, length: float = 1.0) -> None:
        self._analyse = analyse
        self._least = least
        self._length = length
        self._columns: dict[str, int] = {}
        self._rarity: Any = None

    def fit(self, texts: Sequence[str]) -> Weighting:
        """Learn from training texts."""
        counted: Counter[str] = Counter()
        for text in texts:
            counted.update(set(self._analyse(text)))
        kept = sorted(each for each, times in counted.items() if times >= self._least)
        times = np.array([counted[each] for each in kept], dtype=np.float32)
        self._columns = {each: column for column, each in enumerate(kept)}
        self._rarity = (np.log((1 + len(texts)) / (1 + times)) + 1).astype(np.float32)
        return self

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._columns)

    def row(self, text: str) -> tuple[Any, Any]:
        """Return the columns of a text (int32, distinct) and their values (float32)."""
        known = self._columns
        counts: dict[int, int] = {}
        for each in self._analyse(text):
            column = known.get(each)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        columns = np.fromiter(counts, dtype=np.int32, count=len(counts))
        times = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (np.log(times) + 1) * self._rarity[columns]
        norm = float(np.sqrt(values @ values))
        return columns, values * np.float32(self._length / norm) if norm else values


class Joined:
    """Several views side by side.

    Args:
        views: For each its weighting; it sees the text at the same place of a row's texts.
    """

    def __init__(self, views: Sequence[Weighting]) -> None:
        self._views = list(views)

    def fit(self, rows: Sequence[Sequence[str]]) -> Joined:
        """Learn from rows of one text a view."""
        for place, view in enumerate(self._views):
            view.fit([row[place] for row in rows])
        return self

    def __len__(self) -> int:
        """Return the number of columns of all views."""
        return sum(len(view) for view in self._views)

    def row(self, texts: Sequence[str]) -> tuple[Any, Any]:
        """Return columns and values of one row's texts."""
        columns, values, before = [], [], 0
        for view, text in zip(self._views, texts, strict=True):
            found, weights = view.row(text)
            columns.append(found + np.int32(before))
            values.append(weights)
            before += len(view)
        return np.concatenate(columns), np.concatenate(values)

    def matrix(self, rows: Iterable[Sequence[str]]) -> Any:
        """Return the CSR matrix (rows x columns, float32) of rows of texts."""
        found = [self.row(row) for row in rows]
        limits = np.cumsum([0, *(len(columns) for columns, _ in found)])
        none = (np.empty(0, np.int32), np.empty(0, np.float32))
        columns, values = (np.concatenate(part) for part in zip(none, *found, strict=True))
        return sparse.csr_matrix((values, columns, limits), shape=(len(found), len(self)))


def letters(text: str, least: int, most: int) -> list[str]:
    """Return the n-grams of ``least`` to ``most`` letters of each word, its edges as spaces.

    The same as scikit-learn's ``char_wb``: a word shorter than an n-gram counts once.
    """
    found: list[str] = []
    for bare in text.split():
        word = f" {bare} "
        for size in range(least, most + 1):
            found += [word[start : start + size] for start in range(max(1, len(word) - size + 1))]
            if len(word) <= size:
                break
    return found


def up_to(words: Sequence[str], most: int) -> list[str]:
    """Return the n-grams of one to ``most`` words, joined by spaces."""
    found = list(words)
    for size in range(2, most + 1):
        found += [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)]
    return found
