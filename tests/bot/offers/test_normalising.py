from datetime import date

import pytest

from bot.offers.normalising import place, salary, smells, terms, when
from bot.offers.normalising.identity import without_gender
from bot.offers.normalising.text import clean
from tests.bot.offers.conftest import NOW


@pytest.mark.parametrize(
    ("fields", "city", "region", "country"),
    [
        (["Casablanca et région - Maroc"], "casablanca", "casablanca-settat", "MA"),
        (["Casablanca · Morocco"], "casablanca", "casablanca-settat", "MA"),
        (["Tanger Ibn Battouta Airport, 1, MA"], "tanger", "tanger-tetouan-al-hoceima", "MA"),
        (["Sala Al Jadida"], "sale", "rabat-sale-kenitra", "MA"),
        (["Rabat / Salé Technopolis"], "sale", "rabat-sale-kenitra", "MA"),
        (["Tout le Maroc"], None, None, "MA"),
        (["Had Soualem"], None, "casablanca-settat", "MA"),
        (["الدار البيضاء"], "casablanca", "casablanca-settat", "MA"),
        (["Nouakchott", "Casablanca-Mohammedia"], None, None, "MR"),
        (["Salé", "Rabat"], "sale", "rabat-sale-kenitra", "MA"),
        (["de"], None, None, "DE"),
        (["quelque part"], None, None, None),
    ],
)
def test_places(fields: list[str], city: str, region: str, country: str) -> None:
    found = place.of_fields(fields)
    assert (found.city, found.region, found.country) == (city, region, country)


@pytest.mark.parametrize(
    ("title", "rest", "where"),
    [
        ("Comptable - Tanger", "Comptable", "Tanger"),
        ("Manager | Tétouan (Maroc)", "Manager", "Tétouan (Maroc)"),
        ("Agent - Saisie", "Agent - Saisie", None),
        ("Agent Général - Tanger et Région", "Agent Général", "Tanger et Région"),
    ],
)
def test_a_place_behind_a_title_is_no_part_of_it(title: str, rest: str, where: str) -> None:
    assert place.without_place(title) == (rest, where)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.12.2024", date(2024, 12, 24)),
        ("25/12/2024", date(2024, 12, 25)),
        ("2026-03-01T10:00:00Z", date(2026, 3, 1)),
        ("Aujourd'hui 17:43", date(2026, 11, 24)),
        ("Hier", date(2026, 11, 23)),
        ("30+ days ago", date(2026, 10, 25)),
        ("Il y a 3 jours", date(2026, 11, 21)),
        ("il y a une semaine", date(2026, 11, 17)),
        ("منذ يومين", date(2026, 11, 22)),
        ("12 دجنبر 2024", date(2024, 12, 12)),
        ("Tue, 03 Nov 2026 08:00:00 GMT", date(2026, 11, 3)),
        ("3 novembre 2026", date(2026, 11, 3)),
        ("November 3, 2026", date(2026, 11, 3)),
        ("1793700000", date(2026, 11, 3)),
        ("2h", date(2026, 11, 24)),
        ("bientôt", None),
        ("31/02/2026", None),
    ],
)
def test_days(text: str, day: date) -> None:
    moment = when.parse(text, NOW)
    assert (moment.date() if moment else None) == day


@pytest.mark.parametrize(
    ("own", "level"),
    [
        ("Bac +5 et plus Minimum - BTS / DUT", "bac+5"),
        ("Bac+3, Bac+4 & Bac+5 et plus", "bac+3"),
        ("Bac +4 Minimum", "bac+5"),
        ("Qualification avant bac & Bac", "college"),
        ("Niveau bac", "niveau-bac"),
        ("باك+2", "bac+2"),
        ("Licence professionnelle", "bac+3"),
        ("Autodidacte Minimum", "none"),
        ("n'importe quoi", None),
    ],
)
def test_levels_are_the_lowest_accepted(own: str, level: str) -> None:
    assert terms.level(own) == level


@pytest.mark.parametrize(
    ("own", "years"),
    [
        ("De 3 à 5 ans", 3),
        ("Moins de 1 an - De 1 à 3 ans", 0),
        ("Expérience > 10 ans", 10),
        ("Débutant < 2 ans", 0),
        ("2+ years", 2),
        ("", None),
    ],
)
def test_experience(own: str, years: int) -> None:
    assert terms.experience(own) == years


@pytest.mark.parametrize(
    ("own", "least", "most", "period"),
    [
        ("5 000 - 7 000 DH", 5000, 7000, "month"),
        ("6000 à 8000 MAD/mois", 6000, 8000, "month"),
        ("4k-5k", 4000, 5000, "month"),
        ("20 DH / heure", 20, None, "hour"),
        ("A discuter", None, None, None),
    ],
)
def test_salaries(own: str, least: float, most: float, period: str) -> None:
    found = salary.of_fields(own, "", "", "")
    assert (found.least, found.most, found.period) == (least, most, period)


@pytest.mark.parametrize(
    ("text", "organization", "country", "found"),
    [
        ("Envoyer les frais de dossier", "X", "MA", ("fees",)),
        ("Sans frais de dossier", "X", "MA", ()),
        ("Contact WhatsApp", None, "MA", ("messaging_only",)),
        ("Contact WhatsApp", "X", "MA", ()),
        ("Copie du passeport, visa et billet", None, "TH", ("identity_papers", "far_abroad")),
        ("رسوم التسجيل 200 درهم", "X", "MA", ("fees",)),
    ],
)
def test_what_smells_of_a_scam(
    text: str, organization: str, country: str, found: tuple[str, ...]
) -> None:
    assert smells.of(text, organization=organization, country=country) == found


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>Une&nbsp;offre</p><script>x()</script>", "Une offre"),
        ("&lt;img src=x onerror=y&gt;ici", "ici"),
        ("cafÃ© Ã  FÃ¨s", "café à Fès"),
        ("a\u202eb\x00c", "abc"),
        (None, ""),
    ],
)
def test_text_is_safe_and_mended(raw: str, text: str) -> None:
    assert clean(raw) == text


def test_a_gender_mark_is_no_part_of_a_title() -> None:
    assert without_gender("Manager (H/F)") == "Manager"
    assert without_gender("Ingénieur F/H") == "Ingénieur"
