import pytest

from bot.understanding.language import detect


@pytest.mark.parametrize(
    ("text", "variety"),
    [
        ("je cherche un stage à casa", "fr"),
        ("c koi la diff entre est et bts", "fr"),
        ("أريد تدريبا في الرباط", "ar"),
        ("ما هي شروط التسجيل", "ar"),
        ("بغيت ستاج فكازا", "ary-Arab"),
        ("واش كاين شي خدمة", "ary-Arab"),
        ("bghit stage f marketing", "ary-Latn"),
        ("salut wach kayn stage pfe", "ary-Latn"),
        ("3ndi licence w ma l9it walo", "ary-Latn"),
    ],
)
def test_variety_of_a_clear_message(text: str, variety: str) -> None:
    language = detect(text)
    assert language.name == variety
    assert language.confidence >= 0.6


@pytest.mark.parametrize("text", ["ok", "casa", "10h", "👍", "", "2"])
def test_bare_messages_say_nothing_of_the_variety(text: str) -> None:
    assert detect(text).confidence < 0.6
