"""Names with a canonical value, found in what a student wrote; spaCy's PhraseMatcher, no Rasa."""

from bot.understanding.gazetteers.finder import Found, Gazetteers
from bot.understanding.gazetteers.labels import label

__all__ = ["Found", "Gazetteers", "label"]
