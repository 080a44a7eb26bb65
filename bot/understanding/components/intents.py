"""The intent classifier as a Rasa graph component."""

from __future__ import annotations

from functools import partial
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.settings import ROOT
from bot.understanding.components.language import LanguageDetector, learn
from bot.understanding.features import prepare
from bot.understanding.intents import REGULARISATION, SHARPNESS, IntentModel
from bot.understanding.requests import second_request
from bot.understanding.sentences import warm_up

FILE = "intents.joblib"
RANKING_LENGTH = 10
SECONDARY_INTENT = "secondary_intent"
_NO_VECTOR = "ary-Latn"


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER],
    is_trainable=True,
)
class NgramIntentClassifier(GraphComponent):
    """N-grams, skeletons, concepts, names and sentence vectors; needs no tokenizer.

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
        """Return the parameters.

        scikit-learn's C, the factor of margins before the softmax, and the folder that the
        language model learns from, as the :class:`LanguageDetector` has it.
        """
        return {
            "regularisation": REGULARISATION,
            "sharpness": SHARPNESS,
            "examples": LanguageDetector.get_default_config()["examples"],
        }

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
        warm_up()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from all examples that have an intent."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        # The varieties as the detector tells them, mistakes included: so they come in use.
        languages = learn(ROOT / self._config["examples"])
        varieties = [languages.detect(text).name for text in texts]
        model = IntentModel(self._config["regularisation"], self._config["sharpness"])
        self._model = model.fit(texts, [example.get(INTENT) for example in examples], varieties)
        with self._storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / FILE, compress=3)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intents; a text with nothing to read gets none."""
        for message in messages:
            text = message.get(TEXT) or ""
            variety = (message.get("language") or {}).get("name")
            ranking: list[dict[str, Any]] = []
            if self._model is not None and prepare(text):
                ranking = [
                    {"name": name, "confidence": confidence}
                    for name, confidence in self._model.rank(text, variety)[:RANKING_LENGTH]
                ]
                likeliest = [each["name"] for each in ranking[:2]]
                self._add_second(message, text, likeliest, self._model)
            best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    @staticmethod
    def _add_second(message: Message, text: str, likeliest: list[str], model: IntentModel) -> None:
        # Without sentence vectors, which would take most of the time of a long message.
        second = second_request(text, likeliest, partial(model.rank_all, variety=_NO_VECTOR))
        if second:
            value = {"name": second[0], "confidence": second[1]}
            message.set(SECONDARY_INTENT, value, add_to_output=True)
