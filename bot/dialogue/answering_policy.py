"""What answers a message that looks like another, when something else than its intent tells."""

from __future__ import annotations

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.certain_policy import Certain, CertainPolicy


class AnsweringPolicy(CertainPolicy):
    """Predicts an action right after a message, and to listen after that action.

    No rule says that the action follows this intent, so RulePolicy would take both back.
    """

    PRIORITY = 8  # above ResumePolicy (7) and RulePolicy (6), below UrgentPolicy (9)

    def next_action(self, tracker: DialogueStateTracker) -> Certain | None:
        """Return the action that answers, or listening after it; an active form answers itself."""
        if tracker.active_loop_name is not None:
            return None
        if tracker.latest_action_name == ACTION_LISTEN_NAME:
            answer = self.answer_to(tracker)
            return None if answer is None else Certain(answer)
        return Certain(ACTION_LISTEN_NAME) if self._has_answered(tracker) else None

    def answer_to(self, tracker: DialogueStateTracker) -> str | None:
        """Return the name of the action that answers the last message, or ``None``."""
        raise NotImplementedError

    def _has_answered(self, tracker: DialogueStateTracker) -> bool:
        done = tracker.get_last_event_for(ActionExecuted)
        return done is not None and str(done.policy or "").endswith(type(self).__name__)
