"""Two requests in one message: after the first is answered, the second is offered.

The classifier names the second (``secondary_intent``). While a form asks for something the offer
waits in the slot ``second_request`` until the form has ended.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

PRIORITY = 7  # above RulePolicy (6), which would listen
SLOT = "second_request"
OFFER = "action_offer_second_request"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False
)
class SecondRequestPolicy(Policy):  # type: ignore[misc]
    """Predicts the offer of the second request once, when nothing else is being asked.

    Its parameter ``alone`` lists intents that nothing is added to.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters."""
        return {"priority": PRIORITY, "alone": []}

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
        """Return certainty for the offer, or for listening while a form keeps it back."""
        message = tracker.latest_message
        last = tracker.latest_action_name
        loop = tracker.active_loop_name
        if message is None or last in {ACTION_LISTEN_NAME, OFFER, None}:
            return self._prediction(self._default_predictions(domain))
        second = self._second(message)
        if loop is not None:
            # The form has just asked: nothing is said after its question.
            if second is None or last != loop or tracker.get_slot(SLOT) == second:
                return self._prediction(self._default_predictions(domain))
            return self._certain(ACTION_LISTEN_NAME, domain, [SlotSet(SLOT, second)])
        if second is None and tracker.get_slot(SLOT) is None:
            return self._prediction(self._default_predictions(domain))
        return self._certain(OFFER, domain, [SlotSet(SLOT, second)] if second else [])

    def _second(self, message: UserUttered) -> dict[str, Any] | None:
        found = (message.parse_data or {}).get("secondary_intent")
        if not found or {found["name"], message.intent.get("name")} & set(self.config["alone"]):
            return None
        values = {each["entity"]: each["value"] for each in message.entities or []}
        return {"name": found["name"], "entities": values}

    def _certain(self, action: str, domain: Domain, events: list[Event]) -> PolicyPrediction:
        probabilities = [0.0] * domain.num_actions
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, events=events)
