"""How a training reads the examples: once, where Rasa's importer reads them three times."""

from __future__ import annotations

from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnceImporter(RasaFileImporter):
    """Rasa's file importer, which keeps the examples it has read (``importers`` in config.yml).

    What asks for them merges them into data of its own and changes nothing of what is kept.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._examples: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Return the examples of all files; the language is not asked by readers of YAML."""
        if self._examples is None:
            self._examples = super().get_nlu_data(language)
        return self._examples
