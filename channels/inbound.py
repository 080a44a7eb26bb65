"""What a platform tells us, in one shape for all platforms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.messages.contacts import Address

# Kinds that a dialogue answers.
TEXT = "text"
PRESS = "press"  # a button of ours: ``payload`` is its key
START = "start"  # get started, /start, a reference link: ``payload`` is the reference
COMMAND = "command"  # a command of the platform's menu: ``payload`` is its name
LOCATION = "location"
# Kinds that one sentence answers; the sentence is utter_channel_<kind>.
VOICE = "voice"
IMAGE = "image"
VIDEO = "video"
STICKER = "sticker"
FILE = "file"
CONTACT = "contact"
UNSUPPORTED = "unsupported"
TOO_FAST = "too_fast"
# Kinds that need no answer; they open the window where the platform says so.
SILENT = "silent"

SPOKEN_AS_SENTENCE = frozenset({VOICE, IMAGE, VIDEO, STICKER, FILE, CONTACT, UNSUPPORTED, TOO_FAST})


@dataclass(frozen=True)
class Inbound:
    """Something a student did.

    Attributes:
        event_key: The platform's id of the event, or one made of what identifies it.
        known_as: The addresses of the student that the event carries.
        kind: One of the constants above.
        text: What was typed, or the title of what was pressed.
        payload: Key of a button, reference of a link, name of a command.
        latitude: Degrees north, for a location.
        longitude: Degrees east, for a location.
        platform_id: The platform's id of the message, for reading receipts and edits in place.
        callback_id: The platform's id of a press that wants an answer of its own (Telegram).
        keyboard: The buttons that were shown where one was pressed (Telegram).
        opens_window: Whether the platform counts it as a message of the student.
    """

    event_key: str
    known_as: tuple[Address, ...]
    kind: str
    text: str = ""
    payload: str = ""
    latitude: float | None = None
    longitude: float | None = None
    platform_id: str = ""
    callback_id: str = ""
    opens_window: bool = True
    keyboard: Mapping[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        """Return what the inbox stores: everything but the addresses and empty fields."""
        fields = asdict(self)
        del fields["known_as"]
        return {name: value for name, value in fields.items() if value not in ("", None)}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Inbound:
        """Read what :meth:`body` wrote; the addresses are not in it."""
        return cls(known_as=(), **body)


@dataclass(frozen=True)
class Receipt:
    """News of a message of ours.

    Attributes:
        platform_id: The platform's id of the message.
        error: The platform's code when it gave up; ``None`` when the message arrived.
    """

    platform_id: str
    error: str | None = None


BLOCKED = "blocked"
UNBLOCKED = "unblocked"
HUMAN = "human"  # a person of the centre answers in the platform's own inbox
HANDED_BACK = "handed_back"
OPTED_OUT = "opted_out"
OPTED_IN = "opted_in"


@dataclass(frozen=True)
class Standing:
    """A change in how a student may be written to.

    Attributes:
        known_as: The addresses of the student.
        change: One of the constants above.
    """

    known_as: tuple[Address, ...]
    change: str


Event = Inbound | Receipt | Standing
