import pytest

from bot.appointments.subjects import subject_of
from bot.appointments.yes_no import says_stop, yes_or_no


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((yes, True) for yes in ("oui", "Oui !", "wakha", "iyeh", "آه", "نعم", "واخا", "ok")),
        *((no, False) for no in ("non", "lla", "لا", "non merci")),
        *((other, None) for other in ("peut-être demain", "casa", "", "👍")),
    ],
)
def test_yes_and_no_in_the_four_varieties(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said


def test_a_yes_with_a_wish_is_still_a_yes() -> None:
    assert yes_or_no("oui mais à 11h") is True
    assert yes_or_no("oui je voudrais bien savoir comment cela se passe") is None


@pytest.mark.parametrize("text", ["annule", "7bes", "حبس", "إلغاء", "laisse tomber"])
def test_stop_is_the_whole_message(text: str) -> None:
    assert says_stop(text)
    assert not says_stop(f"{text} mon rendez-vous de jeudi")


@pytest.mark.parametrize("text", ["non laisse tomber", "lla 7bes", "لا حبس", "لا، إلغاء"])
def test_a_no_before_the_stop_is_still_a_stop(text: str) -> None:
    assert says_stop(text)


@pytest.mark.parametrize("text", ["non", "lla", "لا", "oui laisse", "non demain", ""])
def test_a_no_alone_is_no_stop(text: str) -> None:
    assert not says_stop(text)


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("السيفي", "cv-review"),
        ("mon cv svp", "cv-review"),
        ("bghit khdma", "job-search"),
        ("entretien blanc", "mock-interview"),
        ("الورشة", "workshop"),
        ("bonjour", None),
    ],
)
def test_a_subject_is_named_in_a_word(text: str, service: str | None) -> None:
    assert subject_of(text) == service
