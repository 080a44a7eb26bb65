"""Importing and searching, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.memory.database import reading, writing
from bot.offers.index import store, terms
from bot.offers.index.filters import Filters
from bot.offers.index.search import search
from bot.offers.index.tables import create, offer_links, offer_terms, offers
from bot.offers.relaxing import search_near
from bot.offers.service import OwnIndex
from tests.bot.offers.conftest import NOW, Bring, row


def titles(engine: Engine, filters: Filters = Filters(), **options: int) -> list[str]:  # noqa: B008
    with reading(engine) as connection:
        results, _ = search(connection, filters, **{"limit": 20, **options})
    return [result.offer.title for result in results]


def count(engine: Engine, table: sa.Table) -> int:
    with reading(engine) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar())


def test_the_same_import_again_changes_nothing(engine: Engine, bring: Bring) -> None:
    first = bring([row(number=1), row("Serveur", 2)])
    before = (count(engine, offers), count(engine, offer_terms))
    again = bring([row(number=1), row("Serveur", 2)])
    assert (first.new, again.new, again.unchanged, again.updated) == (2, 0, 2, 0)
    assert (count(engine, offers), count(engine, offer_terms)) == before


def test_a_changed_offer_is_found_by_its_new_words_only(engine: Engine, bring: Bring) -> None:
    bring([row("Comptable", 1)])
    assert bring([row("Soudeur", 1)]).updated == 1
    assert titles(engine, Filters(words="soudeur")) == ["Soudeur"]
    assert titles(engine, Filters(words="comptable")) == []


def test_addresses_that_differ_in_nothing_are_one_offer(engine: Engine, bring: Bring) -> None:
    url = "https://www.jobs.example/a"
    rows = [row(url=url), row(url=f"{url}?"), row(url="http://jobs.example/a/?utm_source=x#top")]
    report = bring(rows)
    assert (report.new, report.duplicate) == (1, 2)


def test_an_offer_of_two_boards_is_one_that_remembers_both(engine: Engine, bring: Bring) -> None:
    bring([row("Comptable H/F", url="https://one.example/1", organization="Atlas")], "one")
    report = bring([row("Comptable", url="https://two.example/9", organization="ATLAS")], "two")
    assert report.duplicate == 1
    assert titles(engine) == ["Comptable"]
    assert count(engine, offer_links) == 2
    # when the first board takes it back, the second one still holds it
    bring([row("Serveur", url="https://one.example/2")], "one")
    assert sorted(titles(engine)) == ["Comptable", "Serveur"]


def test_what_a_complete_feed_no_longer_holds_leaves_the_results(
    engine: Engine, bring: Bring
) -> None:
    bring([row(number=1), row("Serveur", 2)])
    assert bring([row(number=1)]).gone == 1
    assert titles(engine) == ["Comptable"]
    bring([row(number=1), row("Serveur", 2)])
    assert sorted(titles(engine)) == ["Comptable", "Serveur"]


def test_a_feed_that_lost_too_much_takes_nothing_back(engine: Engine, bring: Bring) -> None:
    bring([row(number=1), row("Serveur", 2)])
    report = bring([row(number=1), {"title": ""}, {"title": ""}])
    assert (report.complete, report.rejected) == (False, 2)
    assert sorted(titles(engine)) == ["Comptable", "Serveur"]


def test_an_offer_leaves_after_its_last_day_and_is_purged(engine: Engine, bring: Bring) -> None:
    bring([row(expires_at="2026-11-24")])
    assert titles(engine) == ["Comptable"]
    clock.freeze(NOW + timedelta(days=1))
    assert titles(engine) == []
    with writing(engine) as connection:
        assert store.purge(connection, clock.now() + timedelta(days=90)) == 1
    assert count(engine, offer_terms) == count(engine, offer_links) == 0


@pytest.mark.parametrize("archive", [True, False])
def test_only_an_archive_shows_what_was_over_when_it_came(
    engine: Engine, bring: Bring, archive: bool
) -> None:
    report = bring([row(expires_at="2026-11-01")], archive=archive)
    assert report.expired == 1
    assert bool(titles(engine)) == archive


def test_conditions_hold_and_words_rank(engine: Engine, bring: Bring) -> None:
    bring(
        [
            row("Comptable", 1),
            row("Comptable", 2, city="Rabat"),
            row("Comptable", 3, contract="CDD"),
            row("Comptable", 4, level="Bac+5"),
            row("Serveur", 5),
        ]
    )
    wanted = Filters(city=("tanger",), contract=("cdi",), level="bac+3", words="comptable")
    assert titles(engine, wanted) == ["Comptable"]
    assert len(titles(engine, Filters(words="comptable"))) == 4
    assert titles(engine, Filters(not_city=("tanger",))) == ["Comptable"]


@pytest.mark.parametrize("words", ["محاسبة", "kontabl", "comptabilité", "المحاسبة"])
def test_a_trade_is_found_in_every_variety(engine: Engine, bring: Bring, words: str) -> None:
    bring([row("Comptable", 1), row("Serveur", 2)])
    assert titles(engine, Filters(words=words)) == ["Comptable"]


def test_one_employer_does_not_fill_the_page(engine: Engine, bring: Bring) -> None:
    rows = [row("Comptable", n, organization="Géant") for n in range(5)]
    bring([*rows, row("Comptable", 9, organization="Petit", posted_at="2026-11-10")])
    with reading(engine) as connection:
        results, more = search(connection, Filters(words="comptable"), limit=3)
    assert more
    assert "Petit" in [result.offer.organization for result in results]


def test_pages_follow_each_other_without_repeats(engine: Engine, bring: Bring) -> None:
    bring([row(f"Vendeur {n}", n) for n in range(10)])
    pages = [titles(engine, Filters(words="vendeur"), limit=3, offset=o) for o in (0, 3, 6, 9)]
    assert len({title for page in pages for title in page}) == 10


def test_the_nearest_city_is_named_when_nothing_fits(engine: Engine, bring: Bring) -> None:
    bring([row("Comptable", 1, city="Tanger"), row("Comptable", 2, city="Agadir")])
    found = search_near(OwnIndex(engine), Filters(city=("tetouan",), words="comptable"))
    assert (found.near, found.kilometres) == ("tanger", 45)
    assert [result.offer.city for result in found.results] == ["tanger"]


def test_a_condition_that_gives_way_is_named(engine: Engine, bring: Bring) -> None:
    bring([row("Comptable", 1)])
    found = search_near(OwnIndex(engine), Filters(city=("tanger",), contract=("cdd",)))
    assert found.dropped == ("contract", "internship_type")


def test_a_script_in_a_title_is_text(engine: Engine, bring: Bring) -> None:
    bring([row("Vendeur <script>alert(1)</script><b>junior</b>")])
    assert titles(engine) == ["Vendeur junior"]


def test_terms_that_are_there_already_stay(engine: Engine) -> None:
    create(engine)
    with writing(engine) as connection:
        terms.add(connection, [(8, -5, 1), (16, -5, 1)])
    with writing(engine) as connection:
        terms.add(connection, [(24, -5, 2), (16, -5, 1), (24, -5, 2)])
        terms.remove(connection, [(8, -5, 1), (8, -5, 9)])
    with reading(engine) as connection:
        held = sorted(map(tuple, connection.execute(sa.select(offer_terms))))
    assert held == [(16, -5, 1), (24, -5, 2)]
