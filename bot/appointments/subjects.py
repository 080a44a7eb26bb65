"""Which service a short answer names, in the words of the gazetteer and of the buttons.

Once the subject was asked for, "my cv" or "work" is a subject, whatever the message would mean
elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from bot.appointments.agenda_file import SERVICES
from bot.appointments.booking_words import words
from bot.settings import DATA
from bot.understanding.language import VARIETIES
from bot.understanding.normalise import normalise

GAZETTEER = DATA / "gazetteers" / "service.yml"
_WORD = re.compile(r"[^\W_]+")


def subject_of(text: str) -> str | None:
    """Return the service that the longest known phrase of a text names, or ``None``."""
    said = f" {_words(text)} "
    found = [
        (len(phrase), service) for phrase, service in _phrases().items() if f" {phrase} " in said
    ]
    return max(found)[1] if found else None


@lru_cache(maxsize=1)
def _phrases() -> dict[str, str]:
    phrases: dict[str, str] = {}
    gazetteer = yaml.safe_load(GAZETTEER.read_text(encoding="utf-8"))["entries"]
    services = yaml.safe_load(SERVICES.read_text(encoding="utf-8"))["services"]
    for service, entry in gazetteer.items():
        names = [entry[variety] for variety in VARIETIES]
        names += [*entry.get("aliases", ()), *entry.get("guarded", ())]
        names += [services[service]["label"][variety] for variety in VARIETIES]
        for name in names:
            phrases.setdefault(_words(str(name)), service)
    for service, listed in words().subjects.items():
        phrases.update(dict.fromkeys(map(_words, listed), service))
    return phrases


def _words(text: str) -> str:
    return " ".join(_WORD.findall(normalise(text)))
