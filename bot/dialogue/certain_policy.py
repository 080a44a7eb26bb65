"""What our policies share: one rule that is sure of the next action, or says nothing.

They learn nothing. Where several are sure, Rasa follows the highest priority; its own RulePolicy
has 6.
"""

from __future__ import annotations

from typing import Any, ClassVar, NamedTuple

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

# Decorates each policy: config.yml finds it by its class.
register = DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)


class Certain(NamedTuple):
    """What comes next for sure.

    Attributes:
        action: The name of the action.
        events: What is noted in the conversation before it runs.
    """

    action: str
    events: tuple[Event, ...] = ()


class CertainPolicy(Policy):  # type: ignore[misc]
    """Predicts with certainty what its rule names, and nothing otherwise.

    Attributes:
        PRIORITY: Its place among the policies that are sure of something.
        PARAMETERS: What config.yml may set, with the defaults; the rule reads ``self.config``.
    """

    PRIORITY: ClassVar[int]
    PARAMETERS: ClassVar[dict[str, Any]] = {}

    @classmethod
    def get_default_config(cls) -> dict[str, Any]:
        """Return the priority and the parameters."""
        return {"priority": cls.PRIORITY, **cls.PARAMETERS}

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
        """Return certainty for the action that the rule names, else nothing."""
        certain = self.next_action(tracker)
        probabilities = self._default_predictions(domain)
        if certain is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(certain.action)] = 1.0
        return self._prediction(probabilities, events=list(certain.events))

    def next_action(self, tracker: DialogueStateTracker) -> Certain | None:
        """Return what comes next by the rule of this policy, or ``None``."""
        raise NotImplementedError
