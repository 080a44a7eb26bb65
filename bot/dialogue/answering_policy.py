"""What answers a message that looks like another, when something else than its intent tells."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

PRIORITY = 8  # above ResumePolicy (7) and RulePolicy (6), below UrgentPolicy (9)


class AnsweringPolicy(Policy):  # type: ignore[misc]
    """Predicts an action right after a message, and to listen after that action.

    No rule says that the action follows this intent, so RulePolicy would take both back.
    """

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
        """Return certainty for the action, or for listening after it, else nothing."""
        action = None
        if tracker.active_loop_name is None:
            if tracker.latest_action_name == ACTION_LISTEN_NAME:
                action = self.answer_to(tracker)
            elif self._has_answered(tracker):
                action = ACTION_LISTEN_NAME
        if action is None:
            return self._prediction(self._default_predictions(domain))
        probabilities = [0.0] * domain.num_actions
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)

    def answer_to(self, tracker: DialogueStateTracker) -> str | None:
        """Return the name of the action that answers the last message, or ``None``."""
        raise NotImplementedError

    def _has_answered(self, tracker: DialogueStateTracker) -> bool:
        done = tracker.get_last_event_for(ActionExecuted)
        return done is not None and str(done.policy or "").endswith(type(self).__name__)
