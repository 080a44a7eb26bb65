import pytest

from channels.direction import isolate


def marked(text: str) -> str:
    return isolate(text).replace("\u2068", "[").replace("\u2069", "]")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("عندك Bac+2 فكازا.", "عندك [Bac+2] فكازا."),
        ("عيط ل 05 37 12 34 56، صافي", "عيط ل [05 37 12 34 56]، صافي"),
        ("الساعة 14:30 يوم 24/11/2026", "الساعة [14:30] يوم [24/11/2026]"),
        ("خدمة فـ Capgemini Engineering", "خدمة فـ [Capgemini Engineering]"),
        ("CV ديالك خاصو يكون قصير بزاف", "[CV] ديالك خاصو يكون قصير بزاف"),
        ("شوف https://x.ma/a?b=1 دابا", "شوف https://x.ma/a?b=1 دابا"),
        ("صيفط ل a.b@x.ma دابا", "صيفط ل a.b@x.ma دابا"),
        ("Bonjour 12 كازا et Rabat", "Bonjour 12 كازا et Rabat"),
        ("Bonjour 12", "Bonjour 12"),
        ("سلام", "سلام"),
    ],
)
def test_latin_runs_inside_arabic_are_isolated(text: str, expected: str) -> None:
    assert marked(text) == expected


def test_isolating_twice_changes_nothing() -> None:
    once = isolate("اللقاء مع OFPPT (ISTA) على 14:30")
    assert isolate(once) == once
