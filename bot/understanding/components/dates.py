"""Dates and hours as a Rasa graph component."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components.component import UntrainedComponent
from bot.understanding.dates import find


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class DatetimeEntityExtractor(UntrainedComponent):
    """Adds a ``datetime`` entity for each coming day or hour, its value in ISO 8601.

    Beside the usual keys an entity has those of :class:`bot.understanding.dates.Moment`:
    ``grain``, ``part_of_day``, ``ambiguous``, ``has_day`` and ``has_time``.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities to each message."""
        for message in messages:
            language = message.get("language") or {}
            found = [
                {
                    "entity": "datetime",
                    "start": each.start,
                    "end": each.end,
                    "value": each.value,
                    "grain": each.grain,
                    "part_of_day": each.part_of_day,
                    "ambiguous": each.ambiguous,
                    "has_day": each.has_day,
                    "has_time": each.has_time,
                    "extractor": type(self).__name__,
                }
                for each in find(message.get(TEXT) or "", language=language.get("name"))
            ]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
