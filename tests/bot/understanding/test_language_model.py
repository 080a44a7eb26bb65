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
        ("supprime mes données", "fr"),
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
        ("salam", "ary-Latn"),
        ("سلام", "ary-Arab"),
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


@pytest.mark.parametrize(
    "text",
    [
        "السلام عليكم",
        "السلام عليكم ورحمة الله وبركاته",
        "مرحبا",
        "مرحبًا!",
        "أهلا",
        "أهلاً وسهلاً",
        "السلام عليكم، صباح الخير",
    ],
)
def test_a_greeting_of_both_varieties_begins_in_standard_arabic(
    model: LanguageModel, text: str
) -> None:
    language = model.detect(text)
    assert language.name == "ar"
    assert language.confidence < CLEAR


@pytest.mark.parametrize("text", ["وا السلام عليكم خويا", "السلام عليكم لاباس"])
def test_a_greeting_with_a_word_of_darija_is_darija(model: LanguageModel, text: str) -> None:
    assert model.detect(text).name == "ary-Arab"


def test_a_variety_without_examples_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="has no examples"):
        examples(tmp_path)
