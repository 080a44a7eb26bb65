"""The intent classifier as a Rasa graph component."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.features import prepare
from bot.understanding.intents import REGULARISATION, SHARPNESS, IntentModel
from bot.understanding.requests import second_request

FILE = "intents.joblib"
RANKING_LENGTH = 10
SECONDARY_INTENT = "secondary_intent"


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER],
    is_trainable=True,
)
class NgramIntentClassifier(GraphComponent):
    """N-grams of letters, words, skeletons and concepts with a linear model; needs no tokenizer.

    Sets ``intent`` and ``intent_ranking``, and ``secondary_intent`` when the message holds a
    second request.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: IntentModel | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the parameters: scikit-learn's C, and the factor of margins before softmax."""
        return {"regularisation": REGULARISATION, "sharpness": SHARPNESS}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramIntentClassifier:
        """Create an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramIntentClassifier:
        """Load a trained component from the model's storage."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component._model = joblib.load(directory / FILE)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have an intent."""
        examples = training_data.intent_examples
        model = IntentModel(self._config["regularisation"], self._config["sharpness"])
        self._model = model.fit(
            [example.get(TEXT) for example in examples],
            [example.get(INTENT) for example in examples],
        )
        with self._storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / FILE, compress=3)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intents; a text with nothing to read gets none."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking: list[dict[str, Any]] = []
            if self._model is not None and prepare(text):
                ranking = [
                    {"name": name, "confidence": confidence}
                    for name, confidence in self._model.rank(text)[:RANKING_LENGTH]
                ]
                self._add_second(message, text, ranking[0]["name"], self._model)
            best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    @staticmethod
    def _add_second(message: Message, text: str, main: str, model: IntentModel) -> None:
        second = second_request(text, main, model.rank_all)
        if second:
            value = {"name": second[0], "confidence": second[1]}
            message.set(SECONDARY_INTENT, value, add_to_output=True)
