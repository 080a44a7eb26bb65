"""What goes before anything that is going on, an active form included.

Rasa lets an active form look at a message first. A student in distress must not be asked for the
hour of an appointment, so these intents are answered before the form is asked.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

PRIORITY = 9  # above OpenQuestionPolicy (8), ResumePolicy (7) and RulePolicy (6)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class UrgentPolicy(Policy):  # type: ignore[misc]
    """Predicts the action of an urgent intent right after the message, also when it comes second.

    Its parameter ``actions`` maps an intent to the name of an action.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters."""
        return {"priority": PRIORITY, "actions": {}}

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
        """Return certainty for the action of an urgent intent, else nothing."""
        message = tracker.latest_message
        action = self._action(message) if message else None
        # No rule knows the action after another intent, so listening is predicted here as well.
        following = {ACTION_LISTEN_NAME: action, action: ACTION_LISTEN_NAME}
        predicted = following.get(tracker.latest_action_name) if action else None
        if predicted is None:
            return self._prediction(self._default_predictions(domain))
        probabilities = [0.0] * domain.num_actions
        probabilities[domain.index_for_action(predicted)] = 1.0
        return self._prediction(probabilities)

    def _action(self, message: UserUttered) -> str | None:
        second = (message.parse_data or {}).get("secondary_intent") or {}
        actions: dict[str, str] = self.config["actions"]
        return actions.get(message.intent.get("name") or "") or actions.get(second.get("name", ""))
