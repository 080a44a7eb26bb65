"""Words that choose one of the centres that were asked about, in the four varieties."""

from pathlib import Path

import pytest

from bot.appointments.booking_words import center_in, chooses, kind_in, place_in, read
from bot.appointments.centers import centers, centers_of
from bot.errors import DataError


@pytest.mark.parametrize(
    ("text", "city", "kind"),
    [
        ("celui de l'université", "tanger", "university"),
        ("la fac", "casablanca", "university"),
        ("l'ofppt", "tanger", "vocational"),
        ("ista", "casablanca", "vocational"),
        ("formation professionnelle svp", "casablanca", "vocational"),
        ("l'hôtellerie", "marrakech", "vocational"),
        ("ensa", "tanger", "university"),
        ("الجامعي", "tanger", "university"),
        ("مركز الجامعة من فضلك", "marrakech", "university"),
        ("التكوين المهني", "casablanca", "vocational"),
        ("ديال الجامعة", "casablanca", "university"),
        ("د التكوين", "tanger", "vocational"),
        ("الفندقة", "marrakech", "vocational"),
        ("dyal la fac", "tanger", "university"),
        ("li f jami3a", "casablanca", "university"),
        ("takwin lmihani", "marrakech", "vocational"),
    ],
)
def test_a_kind_chooses_in_every_city(text: str, city: str, kind: str) -> None:
    chosen = center_in(text, centers_of(city))
    assert chosen is not None
    assert (chosen.city, chosen.kind) == (city, kind)
    assert chooses(text)


def test_a_kind_alone_chooses_none_of_all_centres() -> None:
    assert kind_in("la fac") == "university"
    assert center_in("la fac", list(centers().values())) is None
    assert kind_in("la fac ou l'ofppt") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("la première", 1),
        ("lwla", 1),
        ("اللول", 1),
        ("الأول", 1),
        ("le deuxième", 2),
        ("الثاني", 2),
        ("التانية", 2),
        ("ttani", 2),
        ("n'importe", None),
    ],
)
def test_a_place_in_the_list(text: str, place: int | None) -> None:
    assert place_in(text) == place


@pytest.mark.parametrize("text", ["c'est quoi l'ofppt", "شنو هو ofppt", "chno howa istaht", ""])
def test_a_question_chooses_nothing(text: str) -> None:
    assert not chooses(text)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    file = tmp_path / "words.yml"
    file.write_text("kinds: {university: [fac]}\n")
    with pytest.raises(DataError, match="order"):
        read(file)
