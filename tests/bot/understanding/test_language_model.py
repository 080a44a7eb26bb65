from pathlib import Path

import pytest
from rasa.shared.nlu.training_data.entities_parser import replace_entities

from bot.errors import DataError
from bot.settings import DATA
from bot.speaking.variety import CLEAR
from bot.understanding.language_model import LanguageModel, examples


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    texts, varieties = examples(DATA / "nlu")
    return LanguageModel().fit([replace_entities(text) for text in texts], varieties)


@pytest.mark.parametrize(
    ("text", "variety"),
    [
        ("je cherche un stage à casa", "fr"),
        ("c koi la diff entre est et bts", "fr"),
        ("quels documents faut il envoyer", "fr"),
        ("أريد تدريبا في الرباط", "ar"),
        ("ما هي شروط التسجيل", "ar"),
        ("هل يمكنني تغيير موعدي", "ar"),
        ("بغيت ستاج فكازا", "ary-Arab"),
        ("واش كاين شي خدمة", "ary-Arab"),
        ("كنقلب على خدمة فالبنكة", "ary-Arab"),
        ("bghit stage f marketing", "ary-Latn"),
        ("salut wach kayn stage pfe", "ary-Latn"),
        ("wach kayn chi stage", "ary-Latn"),
        ("3ndi licence w ma l9it walo", "ary-Latn"),
    ],
)
def test_variety_of_a_clear_message(model: LanguageModel, text: str, variety: str) -> None:
    language = model.detect(text)
    assert language.name == variety
    assert language.confidence >= CLEAR


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "casa",
        "10h",
        "10h30",
        "👍",
        "",
        "2",
        "bac+2",
        "stage casa",
        "rabat",
        "safi",
        "pfe",
        "كازا",
        "طنجة",
        "لا",
    ],
)
def test_bare_messages_keep_the_conversations_language(model: LanguageModel, text: str) -> None:
    assert model.detect(text).confidence < CLEAR


def test_a_variety_without_examples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no examples"):
        examples(tmp_path)
