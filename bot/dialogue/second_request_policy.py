"""Two requests in one message: after the first is answered, the second is offered.

The classifier names the second (``secondary_intent``). While a form asks for something the offer
waits in the slot ``second_request`` until the form has ended.
"""

from __future__ import annotations

from typing import Any, ClassVar

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.certain_policy import Certain, CertainPolicy, register

SLOT = "second_request"
OFFER = "action_offer_second_request"


@register
class SecondRequestPolicy(CertainPolicy):
    """Predicts the offer of the second request once, when nothing else is being asked.

    Its parameter ``alone`` lists intents that nothing is added to.
    """

    PRIORITY = 7  # above RulePolicy (6), which would listen
    PARAMETERS: ClassVar[dict[str, Any]] = {"alone": []}

    def next_action(self, tracker: DialogueStateTracker) -> Certain | None:
        """Return the offer, or listening while a form keeps it back."""
        message = tracker.latest_message
        last = tracker.latest_action_name
        loop = tracker.active_loop_name
        if message is None or last in {ACTION_LISTEN_NAME, OFFER, None}:
            return None
        second = self._second(message)
        waiting = tracker.get_slot(SLOT)
        if loop is not None:
            # The form has just asked: nothing is said after its question.
            if second is None or last != loop or waiting == second:
                return None
            return Certain(ACTION_LISTEN_NAME, (SlotSet(SLOT, second),))
        if second is None:
            return None if waiting is None else Certain(OFFER)
        return Certain(OFFER, (SlotSet(SLOT, second),))

    def _second(self, message: UserUttered) -> dict[str, Any] | None:
        found = (message.parse_data or {}).get("secondary_intent")
        if not found or {found["name"], message.intent.get("name")} & set(self.config["alone"]):
            return None
        values = {each["entity"]: each["value"] for each in message.entities or []}
        return {"name": found["name"], "entities": values}
