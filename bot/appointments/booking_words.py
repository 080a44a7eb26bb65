"""What single words mean while an appointment is put together: data/lexicon/booking_words.yml."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from bot.appointments.centers import KINDS, Center
from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.normalise import normalise

FILE = DATA / "lexicon" / "booking_words.yml"
_TIMES = ("any_time", "next_week", "this_week", "same_hour", "same_day")
_ASKED = {"hour": "asked_hour", "day": "asked_day"}
_KEYS = (
    *(
        "kinds",
        "order",
        "questions",
        "guardian",
        "years",
        "instead",
        "not_this",
        "change",
        "subjects",
    ),
    *_TIMES,
    *_ASKED.values(),
)
_PREFIXES = ("", "\u0641", "\u0628", "\u0644", "\u062f")  # in, at, to, of: one word in Arabic
_FEW = 3  # words that name nothing but a detail
MOST_WORDS = 7  # a longer message is more than a choice

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Words:
    """Phrases between single spaces, folded.

    Attributes:
        kinds: Phrases of each kind of centre.
        order: Phrases of each place in a list, from 1.
        questions: What makes a message a question about a centre.
        guardian: What tells that a minor comes, with somebody.
        years: Words that make a number an age.
        instead: What tells that something said before changes.
        not_this: What stands before a day that is not meant.
        when: Phrases of a time that is no day and no hour: ``any_time``, ``next_week``,
            ``this_week``, ``same_hour``, ``same_day``.
        change: Words for each detail of a booking.
        subjects: Phrases that name a service here and mean something else elsewhere.
        asked: Word of each variety that makes a bare word an ``hour`` or a ``day``.
    """

    kinds: dict[str, tuple[str, ...]]
    order: dict[int, tuple[str, ...]]
    questions: tuple[str, ...]
    guardian: tuple[str, ...]
    years: tuple[str, ...]
    instead: tuple[str, ...]
    not_this: tuple[str, ...]
    when: dict[str, tuple[str, ...]]
    change: dict[str, tuple[str, ...]]
    subjects: dict[str, tuple[str, ...]]
    asked: dict[str, dict[str, str]]


def center_in(text: str, among: Sequence[Center]) -> Center | None:
    """Return the one centre that the words of a text tell from the others.

    Its own words come first, then those of its kind ("the one of the university").
    """
    said = _spaced(text)
    own = [each for each in among if any(_said_with_prefix(word, said) for word in each.also)]
    if len(own) == 1:
        return own[0]
    kind = kind_in(text)
    of_kind = [each for each in own or among if each.kind == kind]
    return of_kind[0] if len(of_kind) == 1 else None


def kind_in(text: str) -> str | None:
    """Return the one kind of centre that a text names, or ``None``."""
    said = _spaced(text)
    found = [kind for kind, phrases in words().kinds.items() if _any(phrases, said)]
    return found[0] if len(found) == 1 else None


def place_in(text: str) -> int | None:
    """Return which of the things offered a short text names by its place, from 1."""
    said = _spaced(text)
    if len(said.split()) > MOST_WORDS:
        return None
    found = [place for place, phrases in words().order.items() if _any(phrases, said)]
    return found[0] if len(found) == 1 else None


def chooses(text: str) -> bool:
    """Whether a text is short enough to be a choice, and does not ask what something is."""
    said = _spaced(text)
    return 0 < len(said.split()) <= MOST_WORDS and not _any(words().questions, said)


def tells_of_guardian(text: str) -> bool:
    """Whether a parent books for a child, or the student says to be under eighteen."""
    said = _spaced(text)
    years = "|".join(map(re.escape, words().years))
    return _any(words().guardian, said) or bool(re.search(rf"(?<!\d)1[0-7] ?(?:{years}) ", said))


def changes_mind(text: str) -> bool:
    """Whether a short text takes back something said before."""
    return chooses(text) and _any(words().instead, _spaced(text))


def detail_in(text: str) -> str | None:
    """Return the one detail of a booking that a few words name, such as ``day``."""
    said = _spaced(text)
    found = [name for name, phrases in words().change.items() if _any(phrases, said)]
    return found[0] if len(found) == 1 and len(said.split()) <= _FEW else None


def times_in(text: str) -> frozenset[str]:
    """Return which times that are no day and no hour a text names, see :class:`Words`."""
    said = _spaced(text)
    return frozenset(name for name, phrases in words().when.items() if _any(phrases, said))


def is_not_meant(before: str) -> bool:
    """Whether what stands before a day says that it is not this one."""
    said = _spaced(before)
    return any(said.endswith(phrase) for phrase in words().not_this)


@lru_cache(maxsize=1)
def words() -> Words:
    """Return the project's own words, read once."""
    return read()


def read(path: Path = FILE) -> Words:
    """Read the words.

    Raises:
        DataError: A list is missing or empty.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    for key in _KEYS:
        if not content.get(key):
            raise DataError(path, key, "is missing or empty")
    for kind in KINDS:
        if not content["kinds"].get(kind):
            raise DataError(path, f"kinds.{kind}", "is missing or empty")
    return Words(
        kinds={kind: _phrases(content["kinds"][kind]) for kind in KINDS},
        order={int(place): _phrases(listed) for place, listed in content["order"].items()},
        questions=_phrases(content["questions"]),
        guardian=_phrases(content["guardian"]),
        years=tuple(phrase.strip() for phrase in _phrases(content["years"])),
        instead=_phrases(content["instead"]),
        not_this=_phrases(content["not_this"]),
        when={name: _phrases(content[name]) for name in _TIMES},
        change={name: _phrases(listed) for name, listed in content["change"].items()},
        subjects={name: _phrases(listed) for name, listed in content["subjects"].items()},
        asked={what: dict(content[key]) for what, key in _ASKED.items()},
    )


def _phrases(listed: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_spaced(str(phrase)) for phrase in listed))


def _said_with_prefix(word: str, said: str) -> bool:
    return any(f" {prefix}{_spaced(word)[1:]}" in said for prefix in _PREFIXES)


def _any(phrases: Sequence[str], said: str) -> bool:
    return any(phrase in said for phrase in phrases)


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(normalise(text)))} "
