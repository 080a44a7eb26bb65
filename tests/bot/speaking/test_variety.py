from typing import Any

import pytest

from bot.speaking.variety import language_to_keep, variety_of


def heard(name: str, confidence: float, text: str = "x") -> dict[str, Any]:
    return {"text": text, "language": {"name": name, "confidence": confidence}}


@pytest.mark.parametrize(
    ("message", "kept", "variety"),
    [
        (heard("fr", 0.9), "ary-Latn", "fr"),
        (heard("fr", 0.55), "ary-Latn", "ary-Latn"),
        (heard("ar", 0.55), None, "ar"),
        ({}, None, "fr"),
        (heard("de", 0.9), None, "fr"),
    ],
)
def test_variety_to_answer_in(message: dict[str, Any], kept: str | None, variety: str) -> None:
    assert variety_of(message, {"language": kept}) == variety


@pytest.mark.parametrize(
    ("message", "kept", "variety"),
    [
        (heard("ary-Latn", 0.9), "fr", "ary-Latn"),
        (heard("ar", 0.55), "ary-Arab", None),
        (heard("ar", 0.55), None, "ar"),
        (heard("fr", 0.55), None, None),
        (heard("ary-Latn", 0.55, "/greet"), None, None),
        (heard("ary-Latn", 0.0), None, None),
    ],
)
def test_variety_to_keep(message: dict[str, Any], kept: str | None, variety: str | None) -> None:
    assert language_to_keep(message, kept) == variety
