"""What goes before anything that is going on, an active form included.

Rasa lets an active form look at a message first. A student in distress must not be asked for the
hour of an appointment, so these intents are answered before the form is asked.
"""

from __future__ import annotations

from typing import Any, ClassVar

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.certain_policy import Certain, CertainPolicy, register


@register
class UrgentPolicy(CertainPolicy):
    """Predicts the action of an urgent intent right after the message, also when it comes second.

    Its parameter ``actions`` maps an intent to the name of an action.
    """

    PRIORITY = 9  # above OpenQuestionPolicy (8), ResumePolicy (7) and RulePolicy (6)
    PARAMETERS: ClassVar[dict[str, Any]] = {"actions": {}}

    def next_action(self, tracker: DialogueStateTracker) -> Certain | None:
        """Return the action of an urgent intent, or listening after it."""
        message = tracker.latest_message
        action = self._action(message) if message else None
        if not action:
            return None
        # No rule knows the action after another intent, so listening is predicted here as well.
        following = {ACTION_LISTEN_NAME: action, action: ACTION_LISTEN_NAME}
        predicted = following.get(tracker.latest_action_name)
        return Certain(predicted) if predicted else None

    def _action(self, message: UserUttered) -> str | None:
        second = (message.parse_data or {}).get("secondary_intent") or {}
        actions: dict[str, str] = self.config["actions"]
        return actions.get(message.intent.get("name") or "") or actions.get(second.get("name", ""))
