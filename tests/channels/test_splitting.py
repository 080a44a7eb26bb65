import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.splitting import shorten, split, utf16_units

TEXTS = st.text(alphabet="aé ب\n.!؟👨‍👩‍👧🇲🇦e\u0301\u064b ", max_size=300)


@settings(deadline=None)
@given(TEXTS, st.integers(20, 80))
def test_parts_fit_and_lose_no_letter(text: str, limit: int) -> None:
    parts = split(text, limit, utf16_units)
    assert all(utf16_units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@settings(deadline=None)
@given(st.lists(st.sampled_from(["👨‍👩‍👧", "🇲🇦", "e\u0301", "بً"]), max_size=60), st.integers(8, 30))
def test_no_grapheme_is_cut(graphemes: list[str], limit: int) -> None:
    whole = regex.findall(r"\X", "".join(graphemes))
    parts = split("".join(graphemes), limit, utf16_units)
    assert [g for part in parts for g in regex.findall(r"\X", part)] == whole


def test_cuts_come_between_paragraphs_then_sentences_then_words() -> None:
    assert split("Un deux.\n\nTrois quatre.", 15) == ["Un deux.", "Trois quatre."]
    assert split("Un deux. Trois quatre.", 15) == ["Un deux.", "Trois quatre."]
    assert split("واش بغيتي؟ إييه بغيت.", 12) == ["واش بغيتي؟", "إييه بغيت."]
    assert split("un deux trois", 8) == ["un deux", "trois"]


@settings(deadline=None)
@given(TEXTS, st.integers(4, 40))
def test_shortened_text_fits(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit
