"""A message that holds the code of an appointment is about that appointment.

A code is a number like any other to the classifier, which has never seen it.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker

from bot.appointments.codes import code_in
from bot.dialogue.answering_policy import PRIORITY, AnsweringPolicy

MOST_WORDS = 7  # a longer message only happens to hold such a number


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class CodePolicy(AnsweringPolicy):
    """Predicts the action that shows an appointment for a short message with a code.

    Its parameters: ``intents``, what such a message is taken for when it is nothing else;
    ``action``, the name of the action.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters."""
        return {"priority": PRIORITY, "intents": [], "action": "action_check_appointment"}

    def answer_to(self, tracker: DialogueStateTracker) -> str | None:
        """Return the action when the last message holds a code and is about nothing else."""
        message = tracker.latest_message
        text = str(message.text or "") if message else ""
        if text.startswith("/") or message.intent.get("name") not in self.config["intents"]:
            return None
        if len(text.split()) > MOST_WORDS or code_in(text) is None:
            return None
        return str(self.config["action"])
