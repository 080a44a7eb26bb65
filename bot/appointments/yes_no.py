"""A plain yes, no or stop to an open question: data/lexicon/yes_no.yml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from bot.settings import DATA
from bot.understanding.normalise import normalise

FILE = DATA / "lexicon" / "yes_no.yml"
MAX_WORDS = 5  # a longer message is more than a yes or a no

_WORDS = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def yes_or_no(text: str) -> bool | None:
    """Return whether a short message says yes or no; ``None`` when it says neither.

    Args:
        text: What the student typed.
    """
    words = _WORDS.findall(normalise(text))
    if not words or len(words) > MAX_WORDS:
        return None
    yes, no, _ = _lexicon(FILE)
    for length in range(len(words), 0, -1):
        beginning = " ".join(words[:length])
        if beginning in no:
            return False
        if beginning in yes:
            return True
    return None


def says_stop(text: str) -> bool:
    """Whether a message says nothing but to stop, after a no or not."""
    words = _WORDS.findall(normalise(text))
    _, no, stop = _lexicon(FILE)
    return any(
        " ".join(words[count:]) in stop and (not count or " ".join(words[:count]) in no)
        for count in range(len(words))
    )


@lru_cache(maxsize=2)
def _lexicon(path: Path) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    yes, no, stop = (
        frozenset(" ".join(_WORDS.findall(normalise(str(word)))) for word in content[key])
        for key in ("yes", "no", "stop")
    )
    return yes, no, stop
