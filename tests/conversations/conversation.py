"""A whole dialogue in a file: what the student writes and what the answers must hold.

    variety: ary-Latn
    offers: boards                # left out when the job boards are not at hand
    turns:
    - student: salam
      bot: {says: [Wijha]}
    - student: bghit stage f tanja
      bot:
        says: [Tanger]            # each is in the answers' text, as a regular expression
        never: [Casablanca]       # none is
        every_offer: [· Tanja ·]  # there are offers, and each has it in the line under its title
        buttons: [/more_offers]   # a button's payload or title begins with it
        variety: ary-Latn         # unless given, the file's
    - press: N3am                 # the button of the last answers whose title begins with it
      bot: {says: [..]}
    - kill: true                  # SIGKILL, and start again
    - sender: another             # somebody else, in a conversation of their own
      student: "rdv {code}"       # {code} is the last code of an appointment that was said

The clock stands at 2026-11-24 (a Tuesday), ten o'clock in Casablanca.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from bot.speaking.catalogue import catalogue
from bot.understanding.language import VARIETIES

NOW = "2026-11-24T10:00:00+01:00"
_TURN_KEYS = {"student", "press", "kill", "bot", "sender"}
_BOT_KEYS = {"says", "never", "every_offer", "buttons", "variety"}
_OFFER = re.compile(r"^\d+\. .*\n(.*)$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\\\{[a-z_.0-9]+\\\}")
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class Turn:
    """One message of the student with what the answers must hold."""

    student: str | None
    press: str | None
    kill: bool
    variety: str
    sender: str | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    every_offer: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conversation:
    """A dialogue file."""

    path: Path
    variety: str
    turns: tuple[Turn, ...] = field(default=())
    needs_boards: bool = False


def read(path: Path) -> Conversation:
    """Read a dialogue file; anything it says that is not understood is an error."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    variety = content["variety"]
    assert variety in VARIETIES, f"{path}: {variety}"
    assert content.get("offers") in {None, "boards"}, f"{path}: {content['offers']}"
    turns = tuple(_turn(path, variety, turn) for turn in content["turns"])
    return Conversation(path, variety, turns, needs_boards="offers" in content)


def _turn(path: Path, variety: str, entry: dict[str, Any]) -> Turn:
    bot = entry.get("bot") or {}
    unknown = (set(entry) - _TURN_KEYS) | (set(bot) - _BOT_KEYS)
    assert not unknown, f"{path}: {unknown}"
    return Turn(
        student=None if entry.get("student") is None else str(entry["student"]),
        press=entry.get("press"),
        kill=bool(entry.get("kill")),
        variety=bot.get("variety", variety),
        sender=entry.get("sender"),
        says=tuple(map(str, bot.get("says", ()))),
        never=tuple(map(str, bot.get("never", ()))),
        every_offer=tuple(map(str, bot.get("every_offer", ()))),
        buttons=tuple(map(str, bot.get("buttons", ()))),
    )


def check(turn: Turn, answers: list[dict[str, Any]]) -> None:
    """Hold the answers against what the turn asks of them."""
    text = "\n".join(answer.get("text") or "" for answer in answers)
    shown = f"\nstudent: {turn.student or turn.press}\nbot: {text}"
    assert text.strip(), f"no answer{shown}"
    for wanted in turn.says:
        assert re.search(wanted, text, re.IGNORECASE), f"does not say {wanted!r}{shown}"
    for unwanted in turn.never:
        assert not re.search(unwanted, text, re.IGNORECASE), f"says {unwanted!r}{shown}"
    offers = _OFFER.findall(text)
    assert offers or not turn.every_offer, f"no offers{shown}"
    for wanted, line in product(turn.every_offer, offers):
        assert re.search(wanted, line, re.IGNORECASE), f"an offer without {wanted!r}{shown}"
    buttons = [button for answer in answers for button in answer.get("buttons") or ()]
    for wanted in turn.buttons:
        assert any(
            button["payload"].startswith(wanted) or button["title"].startswith(wanted)
            for button in buttons
        ), f"no button {wanted!r} among {buttons}{shown}"
    for answer in answers:
        if answer.get("text"):
            assert speaks(answer["text"], turn.variety), f"not in {turn.variety}{shown}"
    for button in buttons:
        assert button["title"].strip() and button["payload"].startswith("/"), shown


def speaks(text: str, variety: str) -> bool:
    """Whether a line of a text is one of the catalogue's in this variety.

    Not the first alone, which may be a bare name (a programme, an offer).
    """
    return any(
        pattern.fullmatch(line.strip())
        for line in text.strip().splitlines()
        for pattern in _lines(variety)
    )


@lru_cache(maxsize=len(VARIETIES))
def _lines(variety: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(_PLACEHOLDER.sub(".*", re.escape(line)))
        for response in catalogue().values()
        for line in map(str.strip, response.texts[variety].splitlines())
        if _LETTERS.search(re.sub(r"\{[^}]*\}", "", line))
    )
