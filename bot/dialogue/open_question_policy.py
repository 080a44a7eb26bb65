"""The answer to an open question, whatever it was taken for.

"The second one" after "which appointment?" looks like a wish to see the second offer, and "the one
of Thursday" like a new appointment. The actions close a question that a message does not answer
before anything is predicted (actions/each_message.py), so an open one has been answered.
"""

from __future__ import annotations

from typing import Any, ClassVar

from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.answering_policy import AnsweringPolicy
from bot.dialogue.certain_policy import register

SLOT = "pending"


@register
class OpenQuestionPolicy(AnsweringPolicy):
    """Predicts the action that takes answers while one of some questions is open.

    Its parameters: ``topics``, values of the slot ``pending``; ``action``, the name of the action;
    ``except``, the intents that have rules of their own for an open question.
    """

    PARAMETERS: ClassVar[dict[str, Any]] = {"topics": [], "action": "action_inform", "except": []}

    def answer_to(self, tracker: DialogueStateTracker) -> str | None:
        """Return the action while a question of the parameters is open."""
        message = tracker.latest_message
        intent = message.intent.get("name") if message else None
        is_open = tracker.get_slot(SLOT) in self.config["topics"]
        return (
            str(self.config["action"]) if is_open and intent not in self.config["except"] else None
        )
