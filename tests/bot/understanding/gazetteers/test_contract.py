"""The gazetteers hold the canonical values of the contract, and find each by its own label."""

import pytest

from bot.understanding.gazetteers import Gazetteers, label
from bot.understanding.gazetteers.names import load
from bot.understanding.language import VARIETIES
from tests.contract import CITIES, VALUES

GAZETTEERS = Gazetteers()


@pytest.mark.parametrize(("entity", "values"), VALUES.items())
def test_values_are_those_of_the_contract(entity: str, values: set[str]) -> None:
    labels = next(each.labels for each in load() if each.entity == entity)
    assert set(labels) == values


@pytest.mark.parametrize("variety", VARIETIES)
def test_every_city_is_found_by_its_label(variety: str) -> None:
    preposition = "في" if variety.startswith("ar") and variety != "ary-Latn" else "f"
    missed = [
        city
        for city in sorted(CITIES)
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
