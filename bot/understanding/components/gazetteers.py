"""The gazetteers as a Rasa graph component."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.gazetteers import Gazetteers


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class GazetteerEntityExtractor(GraphComponent):
    """Adds ``{"entity", "start", "end", "value", "extractor"}`` for each name that it finds."""

    def __init__(self) -> None:
        self._gazetteers = Gazetteers()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> GazetteerEntityExtractor:
        """Create the component; it reads data/gazetteers and learns nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message."""
        for message in messages:
            found = [
                {
                    "entity": each.entity,
                    "start": each.start,
                    "end": each.end,
                    "value": each.value,
                    "extractor": type(self).__name__,
                }
                for each in self._gazetteers.find(message.get(TEXT) or "")
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
