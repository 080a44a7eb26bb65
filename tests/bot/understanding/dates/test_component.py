"""The extractor gives Rasa entities with canonical values."""

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import clock
from bot.understanding.components.dates import DatetimeEntityExtractor


@pytest.fixture(autouse=True)
def _frozen():
    clock.freeze(clock.parse("2026-11-24T10:00"))
    yield
    clock.freeze(None)


def test_an_entity_has_a_value_offsets_and_what_was_said() -> None:
    message = Message({TEXT: "rdv nhar lkhmis m3a 10h svp", ENTITIES: [{"entity": "service"}]})
    DatetimeEntityExtractor().process([message])
    assert message.get(ENTITIES) == [
        {"entity": "service"},
        {
            "entity": "datetime",
            "start": 4,
            "end": 23,
            "value": "2026-11-26T10:00:00+01:00",
            "grain": "minute",
            "part_of_day": None,
            "ambiguous": None,
            "has_day": True,
            "has_time": True,
            "extractor": "DatetimeEntityExtractor",
        },
    ]


def test_the_language_of_the_message_decides_a_number_after_a_weekday() -> None:
    message = Message({TEXT: "sebt 10", "language": {"name": "ary-Latn", "confidence": 1.0}})
    DatetimeEntityExtractor().process([message])
    assert message.get(ENTITIES)[0]["value"] == "2026-11-28T10:00:00+01:00"


def test_a_message_without_text_has_no_dates() -> None:
    message = Message({})
    DatetimeEntityExtractor().process([message])
    assert message.get(ENTITIES) == []
