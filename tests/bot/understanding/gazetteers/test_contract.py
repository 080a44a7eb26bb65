"""The gazetteers hold the canonical values of the contract, and find each by its own label."""

import pytest

from bot.understanding.gazetteers import Gazetteers, label
from bot.understanding.gazetteers.names import load
from bot.understanding.language import VARIETIES

GAZETTEERS = Gazetteers()
VALUES = {
    "contract": "cdi cdd interim internship apprenticeship freelance seasonal idmaj",
    "internship_type": "pfe observation application pre-hire",
    "work_time": "full-time part-time",
    "remote": "true",
    "sector": (
        "agriculture agri-food aeronautics automotive banking-insurance commerce construction"
        " crafts education energy health hr industry it legal logistics marketing-media"
        " mines-chemistry offshoring public security social telecom textile tourism beauty"
    ),
    "level": "none college niveau-bac bac bac+2 bac+3 bac+5 doctorate",
    "bac_track": (
        "sciences-maths sciences-physiques svt sciences-eco gestion-comptable lettres"
        " sciences-humaines technique professionnel agronomie arts-appliques langue-arabe"
        " sciences-chariaa"
    ),
    "program": (
        "ofppt ofppt-qualification ofppt-technicien ofppt-technicien-specialise bts est cpge ensa"
        " ensam encg fst fmp fsjes flsh fs licence master doctorat ispits istaht iscae inpt emi"
        " ehtp cma"
    ),
    "service": (
        "orientation cv-review mock-interview job-search entrepreneurship interest-test workshop"
    ),
}
CITIES = [
    "casablanca",
    "rabat",
    "sale",
    "temara",
    "skhirat",
    "kenitra",
    "mohammedia",
    "bouskoura",
    "nouaceur",
    "berrechid",
    "settat",
    "el-jadida",
    "benslimane",
    "tanger",
    "tetouan",
    "martil",
    "larache",
    "ksar-el-kebir",
    "al-hoceima",
    "fnideq",
    "fes",
    "meknes",
    "taza",
    "ifrane",
    "oujda",
    "nador",
    "berkane",
    "marrakech",
    "safi",
    "essaouira",
    "ben-guerir",
    "beni-mellal",
    "khouribga",
    "khenifra",
    "agadir",
    "inezgane",
    "ait-melloul",
    "taroudant",
    "tiznit",
    "ouarzazate",
    "errachidia",
    "midelt",
    "guelmim",
    "laayoune",
    "dakhla",
]


@pytest.mark.parametrize(("entity", "values"), VALUES.items())
def test_values_are_those_of_the_contract(entity: str, values: str) -> None:
    labels = next(each.labels for each in load() if each.entity == entity)
    assert set(labels) == set(values.split())


def test_cities_are_those_of_the_contract() -> None:
    assert set(next(each.labels for each in load() if each.entity == "city")) == set(CITIES)


@pytest.mark.parametrize("variety", VARIETIES)
def test_every_city_is_found_by_its_label(variety: str) -> None:
    preposition = "في" if variety.startswith("ar") and variety != "ary-Latn" else "f"
    missed = [
        city
        for city in CITIES
        if city
        not in [
            found.value
            for found in GAZETTEERS.find(f"{preposition} {label('city', city, variety)}")
        ]
    ]
    assert missed == []


@pytest.mark.parametrize("variety", VARIETIES)
def test_every_sector_is_found_by_its_label_in_a_question_about_sectors(variety: str) -> None:
    labels = next(each.labels for each in load() if each.entity == "sector")
    missed = [
        sector
        for sector, names in labels.items()
        if sector not in [each.value for each in GAZETTEERS.find(names[variety], "ask_sectors")]
    ]
    assert missed == []
