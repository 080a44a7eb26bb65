"""Reading data/gazetteers: every spelling with the entity, the value and the way it is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DataError
from bot.settings import DATA
from bot.understanding.language import VARIETIES
from bot.understanding.normalise import normalise

DIRECTORY = DATA / "gazetteers"

FREE, GUARDED, EXACT, HELD, FIELD, WORKER, EMPLOYER, SAYING = (
    "free",
    "guarded",
    "exact",
    "held",
    "field",
    "worker",
    "employer",
    "saying",
)
"""How a spelling is taken.

``free`` anywhere; ``guarded`` only beside words that make it plain, as it is an ordinary word
too; ``exact`` anywhere, but with its article; ``held`` a diploma that is a level when held;
``field`` the name of a craft; ``worker`` who has a craft of the same name; ``employer`` the name
of an employer; ``saying`` no name at all, but words that hold one and mean something else.
"""

NEVER = 99
_KEYS = {"aliases": FREE, GUARDED: GUARDED, EXACT: EXACT, HELD: HELD}
# Accusative and plurals; a feminine may be another word ("school", "plane"), so it is listed.
_ARABIC_ENDINGS = ("\u0627", "\u064a\u0646", "\u0648\u0646", "\u0627\u062a")
_ENDED = ("\u0647", "\u0627")


@dataclass(frozen=True)
class Name:
    """One spelling.

    Attributes:
        entity: Entity type of the contract.
        value: Canonical value; empty where the value is the text as written.
        kind: One of the kinds above.
        text: The spelling, folded.
    """

    entity: str
    value: str
    kind: str
    text: str


@dataclass(frozen=True)
class Gazetteer:
    """The spellings of one entity.

    Attributes:
        entity: Entity type, the file's name.
        names: Its spellings.
        typos: From how many letters on a misspelling is mended.
        labels: Value to variety to what a student reads.
    """

    entity: str
    names: tuple[Name, ...]
    typos: int
    labels: Mapping[str, Mapping[str, str]]


def load(directory: Path = DIRECTORY) -> list[Gazetteer]:
    """Read all gazetteers of a directory, in the order of their names.

    Raises:
        DataError: An entry lacks a label.
    """
    return [_read(path) for path in sorted(directory.glob("*.yml"))]


def load_sayings(directory: Path = DIRECTORY) -> Gazetteer:
    """Read the sayings: phrases that hold a name and mean none ("registre de commerce")."""
    phrases = read_yaml(directory / "context" / "sayings.yml")["phrases"]
    texts = sorted({normalise(str(phrase)) for phrase in phrases})
    names = tuple(Name(SAYING, "", SAYING, text) for text in texts)
    return Gazetteer(SAYING, names, NEVER, {})


def read_yaml(path: Path) -> Any:
    """Read a YAML file with the fast parser: the gazetteers are large."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def _read(path: Path) -> Gazetteer:
    content = read_yaml(path)
    entity = path.stem
    entries = content.get("entries") or {}
    labels: dict[str, dict[str, str]] = {}
    names: dict[tuple[str, str, str], Name] = {}
    heads = {normalise(str(word)) for word in content.get("heads") or ()}
    for value, entry in entries.items():
        missing = [variety for variety in VARIETIES if not entry.get(variety)]
        if missing:
            raise DataError(path, f"{value}.{missing[0]}", "the label is missing")
        labels[value] = {variety: str(entry[variety]) for variety in VARIETIES}
        for name in _of_entry(entity, str(value), entry):
            bare = _without_head(name, heads)
            names[bare.value, bare.text, bare.kind] = bare
    for name in _as_written(entity, content):
        names.setdefault((name.value, name.text, name.kind), name)
    return Gazetteer(entity, tuple(names.values()), int(content.get("typos", NEVER)), labels)


def _of_entry(entity: str, value: str, entry: Mapping[str, Any]) -> Iterator[Name]:
    special = {
        normalise(str(text)) for key in (GUARDED, EXACT, HELD) for text in entry.get(key) or ()
    }
    for variety in VARIETIES:
        text = normalise(str(entry[variety]))
        if text not in special:
            yield Name(entity, value, FREE, text)
    for key, kind in _KEYS.items():
        for text in entry.get(key) or ():
            yield Name(entity, value, kind, normalise(str(text)))


def _without_head(name: Name, heads: set[str]) -> Name:
    """Return a name without a first word that is a name of its own; beside it, it counts."""
    first, _, rest = name.text.partition(" ")
    return replace(name, text=rest, kind=GUARDED) if rest and first in heads else name


def _as_written(entity: str, content: Mapping[str, Any]) -> Iterator[Name]:
    guarded = {normalise(str(text)) for text in content.get("guarded") or ()}
    fields = {normalise(str(text)) for text in content.get("fields") or ()}
    for group in (content.get("names") or {}).values():
        for written in group:
            text = normalise(str(written))
            kind = GUARDED if text in guarded else FREE
            for form in _inflected(text) if kind == FREE else (text,):
                if form not in fields:
                    yield Name(entity, "", kind, form)
    for text in sorted(fields):
        yield Name(entity, "", FIELD, text)
    for text in content.get("workers") or ():
        yield Name(entity, "", WORKER, normalise(str(text)))
    for text in content.get("employers") or ():
        yield Name(entity, "", EMPLOYER, normalise(str(text)))


def _inflected(text: str) -> Iterator[str]:
    """Yield a noun with its Arabic accusative and plurals."""
    yield text
    if " " in text or text.isascii() or len(text) < 4 or text.endswith(_ENDED):
        return
    for ending in _ARABIC_ENDINGS:
        yield text + ending
