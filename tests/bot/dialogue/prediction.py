"""What a policy predicts after some events."""

from pathlib import Path

from rasa.core.policies.policy import Policy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker


def predicted(
    policy_class: type[Policy], domain: Domain, events: list[Event], folder: Path, **config: object
) -> str | None:
    """Return the name of the action that is certain, or ``None``."""
    policy = policy_class(
        {**policy_class.get_default_config(), **config},
        LocalModelStorage(folder),
        Resource("policy"),
        ExecutionContext(GraphSchema({})),
    )
    tracker = DialogueStateTracker.from_events("s", events, domain.slots, domain=domain)
    prediction = policy.predict_action_probabilities(tracker, domain)
    best = max(prediction.probabilities)
    return domain.action_names_or_texts[prediction.probabilities.index(best)] if best else None
