"""Puts ``language`` into the answer of ``/model/parse``."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.language import detect


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER],
    is_trainable=False,
)
class LanguageDetector(GraphComponent):
    """Tells the variety of each message: ``{"name": <BCP 47 tag>, "confidence": 0..1}``."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """Create the component; it has no parameters and learns nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set ``language`` on each message."""
        for message in messages:
            language = detect(message.get(TEXT) or "")
            message.set(
                "language",
                {"name": language.name, "confidence": language.confidence},
                add_to_output=True,
            )
        return messages
