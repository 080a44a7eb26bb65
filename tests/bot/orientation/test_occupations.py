import pytest

from bot.orientation import OccupationIndex, knowledge
from bot.orientation.fold import fold


def found(text: str) -> str | None:
    occupation = knowledge().find_occupation(text)
    return occupation.id if occupation else None


def test_every_name_and_alias_finds_its_own_occupation() -> None:
    for occupation in knowledge().occupations.values():
        for form in (*occupation.name, *occupation.aliases):
            assert found(form) == occupation.id, form


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("infirmière", "nurse"),
        ("INFIRMIERE", "nurse"),
        ("l'ingénieur", "engineer"),
        ("fermliya", "nurse"),
        ("الممرضة", "nurse"),
        ("مُحاسب", "accountant"),
        ("المحاسبه", "accountant"),
        ("گارسون", "waiter"),
        ("كارسون", "waiter"),
    ],
)
def test_case_accents_vowel_signs_and_articles_do_not_matter(typed: str, expected: str) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("developeur", "developer"),
        ("elctricien", "electrician"),
        ("comtable", "accountant"),
        ("architécte", "architect"),
        ("coifeur", "hairdresser"),
        ("profeseur", "teacher"),
        ("مهندس معمارى", "architect"),
        ("الطاقة الشمسيه", "solar-technician"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(typed: str, expected: str) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bghit nkoun fermliya f sbitar", "nurse"),
        ("devenir agent de sécurité", "security-guard"),
        ("spécialiste en sécurité informatique", "cybersecurity"),
        ("ingénieur génie civil", "civil-engineer"),
        ("شنو كيدير الطبيب", "doctor"),
        ("chirurgien dentiste", "dentist"),
    ],
)
def test_the_longest_name_inside_a_phrase_counts(typed: str, expected: str) -> None:
    assert found(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "   ", "???", "astronaute", "plongeur", "technicien", "chef de chantier", "شاف"]
)
def test_what_has_no_sheet_is_not_guessed(typed: str) -> None:
    assert found(typed) is None


def test_two_occupations_in_one_text_are_not_settled_by_chance() -> None:
    assert found("infirmier ou medecin") is None


def test_short_words_are_never_matched_loosely() -> None:
    # One slip away from "psy" and from an alias of the tour guide.
    assert found("spy") is None
    assert found("gyd") is None


def test_an_index_without_occupations_finds_nothing() -> None:
    assert OccupationIndex([]).find("infirmier") is None


def test_fold_drops_elisions_and_keeps_digits_of_arabizi() -> None:
    assert fold("L'Hôtesse de l'air") == "hotesse de air"
    assert fold("7ella9 !") == "7ella9"
    assert fold("الأَمن الوَطَنِيّ") == "امن وطني"


def test_only_the_beginning_of_a_long_message_is_read() -> None:
    assert found("bla " * 5 + "infirmier") == "nurse"
    assert found("bla " * 500 + "infirmier") is None
