"""A typed number stands for the button in that place of the last answer.

Students read buttons as a list, on a screen reader or where they cannot be pressed, and type "2".
It is Rasa's last look at a message, so it holds for every channel, the terminal and plain Rasa.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components.component import UntrainedComponent

# "2", "2.", "(2)", "n° 2", "٢"; not "+2" as in bac+2, nor "-2".
_NUMBER = re.compile(r"\s*[(\[]?\s*(?:n°|no|num|#|رقم)?\s*(\d{1,2})\s*[.)\]]?\s*", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NumberedChoice(UntrainedComponent):
    """Puts the payload of a button in the place of its number; Rasa reads it from there.

    Its parameter ``except_for`` lists the slots a form may ask for whose answer is a number
    itself, such as an hour.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters."""
        return {"except_for": []}

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Change the messages that are the number of a button."""
        if tracker.get_slot("requested_slot") in self._config["except_for"]:
            return messages
        for message in messages:
            payload = meant(message.get(TEXT) or "", shown_buttons(tracker))
            if payload is not None:
                message.set(TEXT, payload)
        return messages


def meant(text: str, buttons: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the payload of the button that a message names by its place, from 1.

    Args:
        text: What the student wrote.
        buttons: Rasa's ``{"title", "payload"}`` in their order.
    """
    match = _NUMBER.fullmatch(text)
    place = int(match.group(1)) if match else 0  # int() reads Arabic digits as well
    payload = buttons[place - 1].get("payload") if 1 <= place <= len(buttons) else None
    return payload if payload and payload.startswith("/") else None


def shown_buttons(tracker: DialogueStateTracker) -> Sequence[Mapping[str, Any]]:
    """Return the buttons of the last message that had some, since the student last wrote."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered) and event.data.get("buttons"):
            buttons: Sequence[Mapping[str, Any]] = event.data["buttons"]
            return buttons
    return ()
