from typing import Any

from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components.gazetteers import GazetteerEntityExtractor

EXTRACTOR = GazetteerEntityExtractor()


def entities(text: str, intent: str | None) -> list[dict[str, Any]]:
    message = Message({"text": text, "intent": {"name": intent, "confidence": 1.0}})
    found: list[dict[str, Any]] = EXTRACTOR.process([message])[0].get("entities")
    return found


def test_an_entity_has_what_the_contract_asks_for() -> None:
    assert entities("un stage svp", "search_offers") == [
        {
            "entity": "contract",
            "start": 3,
            "end": 8,
            "value": "internship",
            "extractor": "GazetteerEntityExtractor",
        }
    ]


def test_what_is_denied_is_marked() -> None:
    found = entities("machi casa, tanger", "search_offers")
    assert [(each["value"], each.get("negated")) for each in found] == [
        ("casablanca", True),
        ("tanger", None),
    ]


def test_the_name_of_an_employer_has_its_role() -> None:
    (found,) = entities("renault recrute ?", "search_offers")
    assert (found["entity"], found["value"], found["role"]) == ("occupation", "renault", "employer")


def test_a_diploma_is_read_by_what_the_message_wants() -> None:
    assert [each["entity"] for each in entities("licence", "inform")] == ["level"]
    assert [each["entity"] for each in entities("licence", "ask_program")] == ["program"]


def test_a_message_without_an_intent_or_without_words_is_read() -> None:
    assert [each["value"] for each in entities("f tanger", None)] == ["tanger"]
    assert entities("👍", None) == []
    assert entities("", None) == []
