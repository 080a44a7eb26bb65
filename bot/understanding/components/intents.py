"""The intent classifier as a Rasa graph component."""

from __future__ import annotations

from functools import partial
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.settings import ROOT
from bot.understanding.components.component import TrainedComponent
from bot.understanding.components.language import LanguageDetector, learn
from bot.understanding.features import prepare
from bot.understanding.intents import REGULARISATION, SHARPNESS, IntentModel
from bot.understanding.requests import second_request
from bot.understanding.sentences import warm_up

RANKING_LENGTH = 10
SECONDARY_INTENT = "secondary_intent"
_NO_VECTOR = "ary-Latn"


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER],
    is_trainable=True,
)
class NgramIntentClassifier(TrainedComponent[IntentModel]):
    """N-grams, skeletons, concepts, names and sentence vectors; needs no tokenizer.

    Sets ``intent`` and ``intent_ranking``, and ``secondary_intent`` when the message holds a
    second request.
    """

    FILE = "intents.joblib"

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

    def model_from(self, training_data: TrainingData) -> IntentModel:
        """Learn from all examples that have an intent."""
        examples = training_data.intent_examples
        texts = [example.get(TEXT) for example in examples]
        # The varieties as the detector tells them, mistakes included: so they come in use.
        languages = learn(ROOT / self._config["examples"])
        varieties = [languages.detect(text).name for text in texts]
        model = IntentModel(self._config["regularisation"], self._config["sharpness"])
        return model.fit(texts, [example.get(INTENT) for example in examples], varieties)

    def loaded(self) -> None:
        """Read what the features need before somebody waits for an answer."""
        warm_up()

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
                likeliest = [each["name"] for each in ranking[:3]]
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
