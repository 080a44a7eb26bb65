"""The gazetteers as a Rasa graph component."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components.component import UntrainedComponent
from bot.understanding.gazetteers import Found, Gazetteers


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class GazetteerEntityExtractor(UntrainedComponent):
    """Adds an entity for each name that it finds.

    ``{"entity", "start", "end", "value", "extractor"}``, with ``"negated": true`` where the
    student says not this one, and ``"role": "employer"`` for the name of an employer. It stands
    after the intent classifier, because some names depend on what the message wants.
    """

    def __init__(self, config: dict[str, Any] | None = None) -> None:
        super().__init__(config)
        self._gazetteers = Gazetteers()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message."""
        for message in messages:
            intent = (message.get(INTENT) or {}).get("name")
            found = [
                self._entity(each)
                for each in self._gazetteers.find(message.get(TEXT) or "", intent)
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _entity(self, found: Found) -> dict[str, Any]:
        entity: dict[str, Any] = {
            "entity": found.entity,
            "start": found.start,
            "end": found.end,
            "value": found.value,
            "extractor": type(self).__name__,
        }
        if found.negated:
            entity["negated"] = True
        if found.role:
            entity["role"] = found.role
        return entity
