"""How Rasa makes, trains and loads our graph components."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.training_data import TrainingData

Model = TypeVar("Model")


class UntrainedComponent(GraphComponent):
    """A component that learns nothing.

    Args:
        config: Its parameters.
    """

    def __init__(self, config: dict[str, Any] | None = None) -> None:
        self._config = config or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UntrainedComponent:
        """Make the component."""
        return cls(config)


class TrainedComponent(GraphComponent, Generic[Model]):
    """A component that learns one model.

    Args:
        config: Its parameters.
        storage: Where the model is kept.
        resource: Its place in there.

    Attributes:
        FILE: Name of the file that joblib writes.
    """

    FILE: ClassVar[str]

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model: Model | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TrainedComponent[Model]:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TrainedComponent[Model]:
        """Load a trained component from the model's storage."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as directory:
            component._model = joblib.load(directory / cls.FILE)
        component.loaded()
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the model and store it."""
        self._model = self.model_from(training_data)
        with self._storage.write_to(self._resource) as directory:
            joblib.dump(self._model, directory / self.FILE, compress=3)
        return self._resource

    def model_from(self, training_data: TrainingData) -> Model:
        """Return the model that the training data teach."""
        raise NotImplementedError

    def loaded(self) -> None:
        """Do what is to be done once before the first message."""
