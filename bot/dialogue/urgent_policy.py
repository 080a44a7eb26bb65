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
from rasa.shared.core.trackers import DialogueStateTracker

PRIORITY = 8  # above ResumePolicy (7) and RulePolicy (6)


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class UrgentPolicy(Policy):  # type: ignore[misc]
    """Predicts the action of an urgent intent right after the message.

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
        intent = message.intent.get("name") if message else None
        action = self.config["actions"].get(intent)
        if action is None or tracker.latest_action_name != ACTION_LISTEN_NAME:
            return self._prediction(self._default_predictions(domain))
        probabilities = [0.0] * domain.num_actions
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)
