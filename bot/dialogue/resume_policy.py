"""After a question in the middle of a form was answered, the form asks again.

Rasa's way is a story per form and question; the rule is the same for all of them, so it stands
here once.
"""

from __future__ import annotations

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, LoopInterrupted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.certain_policy import Certain, CertainPolicy, register


@register
class ResumePolicy(CertainPolicy):
    """Predicts the active form once after something else answered the student's message."""

    PRIORITY = 7  # above RulePolicy (6), which would listen

    def next_action(self, tracker: DialogueStateTracker) -> Certain | None:
        """Return the form when it was interrupted in this turn."""
        form = tracker.active_loop_name
        if form is None or not _answered_by_another(tracker, form):
            return None
        # The form must ask its question again, not take the interrupting message as an answer.
        return Certain(form, (LoopInterrupted(True),))


def _answered_by_another(tracker: DialogueStateTracker, form: str) -> bool:
    """Whether this turn has run an action that is not the form, and not yet the form after it."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, ActionExecuted):
            return event.action_name not in {ACTION_LISTEN_NAME, form, f"validate_{form}"}
    return False
