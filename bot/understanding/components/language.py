"""Puts ``language`` into the answer of ``/model/parse``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.entities_parser import replace_entities
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.settings import ROOT
from bot.understanding.components.component import TrainedComponent
from bot.understanding.language_model import LanguageModel, examples


@lru_cache(maxsize=1)
def learn(folder: Path) -> LanguageModel:
    """Learn from the examples below ``<folder>/<variety>/``, once for all components of a training.

    Raises:
        DataError: A variety has no examples.
    """
    texts, varieties = examples(folder)
    return LanguageModel().fit([replace_entities(text) for text in texts], varieties)


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER],
    is_trainable=True,
)
class LanguageDetector(TrainedComponent[LanguageModel]):
    """Tells the variety of each message: ``{"name": <BCP 47 tag>, "confidence": 0..1}``.

    Rasa's training data does not say in which variety an example is; the folder that it stands
    in does. ``examples`` in the configuration is that folder, relative to the project.
    """

    FILE = "language.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters."""
        return {"examples": "data/nlu"}

    def model_from(self, training_data: TrainingData) -> LanguageModel:
        """Learn from the examples, variety by variety.

        Raises:
            DataError: A variety has no examples.
        """
        return learn(ROOT / self._config["examples"])

    def process(self, messages: list[Message]) -> list[Message]:
        """Set ``language`` on each message."""
        for message in messages:
            if self._model is None:
                continue
            language = self._model.detect(message.get(TEXT) or "")
            message.set(
                "language",
                {"name": language.name, "confidence": language.confidence},
                add_to_output=True,
            )
        return messages
