"""A message that holds the code of an appointment is about that appointment.

A code is a number like any other to the classifier, which has never seen it.
"""

from __future__ import annotations

from typing import Any, ClassVar

from rasa.shared.core.trackers import DialogueStateTracker

from bot.appointments.codes import code_in
from bot.dialogue.answering_policy import AnsweringPolicy
from bot.dialogue.certain_policy import register

MOST_WORDS = 7  # a longer message only happens to hold such a number


@register
class CodePolicy(AnsweringPolicy):
    """Predicts the action that shows an appointment for a short message with a code.

    Its parameters: ``intents``, what such a message is taken for when it is nothing else;
    ``action``, the name of the action.
    """

    PARAMETERS: ClassVar[dict[str, Any]] = {"intents": [], "action": "action_check_appointment"}

    def answer_to(self, tracker: DialogueStateTracker) -> str | None:
        """Return the action when the last message holds a code and is about nothing else."""
        message = tracker.latest_message
        text = str(message.text or "") if message else ""
        if text.startswith("/") or message.intent.get("name") not in self.config["intents"]:
            return None
        if len(text.split()) > MOST_WORDS or code_in(text) is None:
            return None
        return str(self.config["action"])
