"""From what a student did to what the dialogue is told, or to the one sentence that answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from bot.messages import contacts, payloads
from bot.messages.choices import chosen
from bot.messages.contacts import Contact
from channels import inbound
from channels.entrances import is_stop_word, payload_of_command, payload_of_reference
from channels.inbound import Inbound
from channels.places import city_name, nearest_city
from channels.wording import message_of, text_of

LONGEST_TEXT = 4000
"""Characters of a message that are read; no platform sends more than 4096."""

STOP = "/stop_messages"


@dataclass(frozen=True)
class ForDialogue:
    """What Rasa is told; begins with ``/`` only when it is ours."""

    text: str


@dataclass(frozen=True)
class Sentence:
    """An answer that needs no dialogue, in Rasa's vocabulary."""

    message: Mapping[str, Any]


Step = ForDialogue | Sentence


def next_step(connection: Connection, event: Inbound, contact: Contact) -> Step:
    """Decide what an event leads to.

    Args:
        connection: A writing transaction: a word that stops all messages acts at once.
        event: What the student did.
        contact: Who it is.
    """
    if event.kind in inbound.SPOKEN_AS_SENTENCE:
        return Sentence(message_of(f"utter_channel_{event.kind}", contact.variety))
    return _STEPS[event.kind](connection, event, contact)


def _text(connection: Connection, event: Inbound, contact: Contact) -> Step:
    payload = chosen(event.text, contact.choices)
    if payload is not None:
        return ForDialogue(payload)
    if is_stop_word(event.text):
        contacts.opt_out(connection, contact.sender_id)
        return ForDialogue(STOP)
    return ForDialogue(harmless(event.text))


def _press(connection: Connection, event: Inbound, contact: Contact) -> Step:
    payload = payloads.look_up(connection, contact.sender_id, event.payload)
    if payload is not None:
        if payload == STOP:
            contacts.opt_out(connection, contact.sender_id)
        return ForDialogue(payload)
    # A button from before the keys were deleted, or of a template: its words still say what is
    # meant. Its payload is not ours and means nothing.
    if event.text.strip():
        return ForDialogue(harmless(event.text))
    return Sentence(message_of("utter_channel_old_button", contact.variety))


def _start(_connection: Connection, event: Inbound, _contact: Contact) -> Step:
    return ForDialogue(payload_of_reference(event.payload))


def _command(connection: Connection, event: Inbound, contact: Contact) -> Step:
    payload = payload_of_command(event.payload)
    if payload is None:
        return ForDialogue(harmless(event.text or event.payload))
    if payload == STOP:
        contacts.opt_out(connection, contact.sender_id)
    return ForDialogue(payload)


def _location(_connection: Connection, event: Inbound, contact: Contact) -> Step:
    city = nearest_city(event.latitude or 0.0, event.longitude or 0.0)
    if city is None:
        return Sentence(message_of("utter_channel_location_far", contact.variety))
    if contact.asks:
        # The question that is open is most likely where the student is.
        return ForDialogue(f'/inform{{"city": "{city}"}}')
    message = message_of(
        "utter_channel_location", contact.variety, city=city_name(city, contact.variety)
    )
    buttons = [
        {
            "title": text_of(f"channel_label_{name}", contact.variety),
            "payload": f'/{intent}{{"city": "{city}"}}',
        }
        for name, intent in (("near_center", "ask_center"), ("near_offers", "search_offers"))
    ]
    return Sentence({**message, "buttons": buttons})


_STEPS = {
    inbound.TEXT: _text,
    inbound.PRESS: _press,
    inbound.START: _start,
    inbound.COMMAND: _command,
    inbound.LOCATION: _location,
}


def harmless(text: str) -> str:
    """Return what a student typed, without Rasa's sign for calling an intent by its name.

    Invisible characters in front go too; Rasa strips some of them and finds the sign behind.
    """
    text = text[:LONGEST_TEXT].strip()
    while text and (text[0] == "/" or text[0].isspace() or not text[0].isprintable()):
        text = text[1:]
    return text or "?"
