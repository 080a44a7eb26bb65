"""After a question in the middle of a form was answered, the form asks again.

Rasa's way is a story per form and question; the rule is the same for all of them, so it stands
here once.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, LoopInterrupted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

PRIORITY = 7  # above RulePolicy (6), which would listen


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class ResumePolicy(Policy):  # type: ignore[misc]
    """Predicts the active form once after something else answered the student's message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters of every Rasa policy."""
        return {"priority": PRIORITY}

    def train(self, *_args: Any, **_kwargs: Any) -> Resource:
        """Learn nothing."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **_kwargs: Any,
    ) -> PolicyPrediction:
        """Return certainty for the form when it was interrupted in this turn, else nothing."""
        form = tracker.active_loop_name
        if form is None or not _answered_by_another(tracker, form):
            return self._prediction(self._default_predictions(domain))
        probabilities = [0.0] * domain.num_actions
        probabilities[domain.index_for_action(form)] = 1.0
        # The form must ask its question again, not take the interrupting message as an answer.
        return self._prediction(probabilities, events=[LoopInterrupted(True)])


def _answered_by_another(tracker: DialogueStateTracker, form: str) -> bool:
    """Whether this turn has run an action that is not the form, and not yet the form after it."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, ActionExecuted):
            return event.action_name not in {ACTION_LISTEN_NAME, form, f"validate_{form}"}
    return False
