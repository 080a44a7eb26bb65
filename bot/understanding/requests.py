"""Two requests in one message: where the second begins and what it asks; pure, no Rasa."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding import concepts
from bot.understanding.features import prepare

CLAUSES = DATA / "lexicon" / "clauses.yml"
SURE = 0.6  # a second request is reported only when its clause alone says so clearly
CERTAIN = 0.98  # the same, where it is only the third likeliest meaning of the whole
_NEVER = 2.0  # no probability reaches it
_MOST_CLAUSES = 4
_LOOK_AHEAD = 3  # words after a joiner among which a question word may stand
_SENTENCE = re.compile(r"[.?!;\n]+")

Ranking = list[tuple[str, float]]


class _Rules(NamedTuple):
    joiners: frozenset[str]
    glued: tuple[str, ...]
    openers: frozenset[str]
    questions: frozenset[str]
    never_second: frozenset[str]


def clauses(text: str) -> list[str]:
    """Split a message where a new request may begin.

    At the end of a sentence, and at an "and" or comma that a question word or a wish follows.
    Pieces of one word join the piece before.

    Returns:
        The pieces, normalised; one when the message is a single clause, at most four.
    """
    rules = _rules(CLAUSES)
    pieces: list[str] = []
    for sentence in _SENTENCE.split(prepare(text).replace(",", " , ")):
        for piece in _split(sentence.split(), rules):
            if pieces and len(piece) < 2:
                pieces[-1] += " " + " ".join(piece)
            elif piece:
                pieces.append(" ".join(piece))
    return pieces[:_MOST_CLAUSES]


def second_request(
    text: str, likeliest: Sequence[str], rank_all: Callable[[Sequence[str]], list[Ranking]]
) -> tuple[str, float] | None:
    """Return the intent of a message's other request with its probability, or ``None``.

    Args:
        text: The message.
        likeliest: The likeliest intents of the whole message, at least two. The second request
            must be the second or third of them: a clause alone, out of its context, is misread
            too often (3.4 % of messages with one request had a second one without this, 1.7 %
            with it).
        rank_all: Ranks texts, as :meth:`bot.understanding.intents.IntentModel.rank_all`.
    """
    pieces = clauses(text)
    if len(pieces) < 2 or len(likeliest) < 2:
        return None
    main, second, *third = likeliest[:3]
    needed = {second: SURE, **dict.fromkeys(third, CERTAIN)}
    for intent in _rules(CLAUSES).never_second:
        needed.pop(intent, None)
    if not needed:
        return None
    best = [ranking[0] for ranking in rank_all(pieces)]
    # A message whose main request stands in none of its clauses was understood as a whole.
    if main not in {intent for intent, _ in best}:
        return None
    sure = [each for each in best if each[0] != main and each[1] >= needed.get(each[0], _NEVER)]
    return max(sure, key=lambda each: each[1], default=None)


def _split(words: list[str], rules: _Rules) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for place, word in enumerate(words):
        following = words[place + 1 : place + 1 + _LOOK_AHEAD]
        bare = word[1:] if word.startswith(rules.glued) else ""
        if word in rules.joiners and _opens(following, rules):
            pieces.append([])
        elif bare and _opens([bare], rules):
            pieces.append([bare])
        else:
            pieces[-1].append(word)
    return pieces


def _opens(words: list[str], rules: _Rules) -> bool:
    """Whether a request begins with these words: "je veux", or a question as "c'est quoi"."""
    found = [concepts.own().of(word) for word in words]
    return bool(found) and (found[0] in rules.openers or not rules.questions.isdisjoint(found))


@lru_cache(maxsize=2)
def _rules(path: Path) -> _Rules:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return _Rules(
            frozenset(content["joiners"]),
            tuple(content["glued"]),
            frozenset(content["openers"]),
            frozenset(content["questions"]),
            frozenset(content["never_second"]),
        )
    except KeyError as error:
        raise DataError(path, str(error), "is missing") from error
