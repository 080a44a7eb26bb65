"""The two job boards, when their files are at hand: nothing of them is kept here."""

from __future__ import annotations

import csv

import pytest

from benchmarks.boards import AT_HAND, FILES, MISSING, NAMES
from benchmarks.offers_coverage import AIMS, coverage
from bot.memory.database import engine_for, reading
from bot.offers.feeds import description
from bot.offers.importing import import_file
from bot.offers.index.search import search
from bot.offers.wish import filters_of

pytestmark = pytest.mark.skipif(not AT_HAND, reason=MISSING)
QUESTIONS = {
    "je cherche un cdi à Tanger": ("tanger", "cdi"),
    "أبحث عن تدريب في الدار البيضاء": ("casablanca", "internship"),
    "بغيت خدمة انتيريم فمراكش": ("marrakech", "interim"),
    "bghit stage f rbat": ("rabat", "internship"),
}


@pytest.fixture(scope="module")
def boards(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('boards') / 'db.sqlite3'}"
    for name, path in FILES.items():
        import_file(engine_for(url), path, description.load(name))
    return url


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_accounted_for(database_url: str, name: str) -> None:
    path = FILES[name]
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = sum(1 for _ in csv.DictReader(stream))
    report = import_file(engine_for(database_url), path, description.load(name))
    counted = report.new + report.updated + report.unchanged + report.duplicate + report.rejected
    assert report.read == counted == rows
    assert report.rejected == 0


@pytest.mark.parametrize("name", NAMES)
def test_what_rows_state_is_known(name: str) -> None:
    for field, share in coverage(FILES[name], name).items():
        assert share.stated > 400, field
        assert share.known >= AIMS[field], f"{field}: {share.known:.3f}, {share.lacking[:20]}"


@pytest.mark.parametrize("question", QUESTIONS)
def test_results_are_of_the_city_and_contract_asked_for(boards: str, question: str) -> None:
    city, contract = QUESTIONS[question]
    with reading(engine_for(boards)) as connection:
        results, _ = search(connection, filters_of(question), limit=30)
    assert results
    assert {(each.offer.city, each.offer.contract) for each in results} == {(city, contract)}
