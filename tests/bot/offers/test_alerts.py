from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.errors import ServiceError
from bot.memory.database import writing
from bot.offers import alerts, saved
from bot.offers.index.filters import Filters
from bot.offers.index.search import Result
from bot.offers.index.tables import create
from bot.offers.normalising.record import make
from bot.offers.offer import Offer
from tests.bot.offers.conftest import FEED, NOW, Bring, row

TANGER = Filters(city=("tanger",))


@pytest.fixture()
def digests() -> list[alerts.Digest]:
    return []


def send(engine: Engine, digests: list[alerts.Digest]) -> int:
    def deliver(_: Connection, digest: alerts.Digest) -> None:
        digests.append(digest)

    return alerts.send_due(engine, deliver)


def subscribe(engine: Engine, **options: int) -> int:
    with writing(engine) as connection:
        return alerts.subscribe(connection, "web:1", TANGER, "fr", **options)


def test_only_what_is_new_is_sent_and_only_once(
    engine: Engine, bring: Bring, digests: list[alerts.Digest]
) -> None:
    # given offers that were there at the subscription
    bring([row("Ancien", 1)])
    subscribe(engine)
    bring([row("Ancien", 1), row("Nouveau", 2), row("Ailleurs", 3, city="Rabat")])
    assert send(engine, digests) == 0
    # when the day after comes, and the one after that
    clock.freeze(NOW + timedelta(days=1))
    assert send(engine, digests) == 1
    clock.freeze(NOW + timedelta(days=2))
    assert send(engine, digests) == 0
    # then there was one message, of the new one only
    assert [[offer.title for offer in digest.offers] for digest in digests] == [["Nouveau"]]


def test_after_an_outage_there_is_one_message_not_one_a_day(
    engine: Engine, bring: Bring, digests: list[alerts.Digest]
) -> None:
    bring([row("Ancien", 1)])
    subscribe(engine)
    bring([row("Ancien", 1), row("Nouveau", 2)])
    clock.freeze(NOW + timedelta(days=9))
    assert send(engine, digests) == 1
    assert send(engine, digests) == 0


def test_nobody_is_written_to_at_night(engine: Engine, bring: Bring) -> None:
    bring([row()])
    assert subscribe(engine, hour=23) == 8
    assert subscribe(engine, hour=3) == 8
    assert subscribe(engine, hour=18) == 18


def test_a_weekly_alert_waits_a_week(
    engine: Engine, bring: Bring, digests: list[alerts.Digest]
) -> None:
    bring([row("Ancien", 1)])
    subscribe(engine, every_days=alerts.WEEKLY)
    bring([row("Ancien", 1), row("Nouveau", 2)])
    clock.freeze(NOW + timedelta(days=6))
    assert send(engine, digests) == 0
    clock.freeze(NOW + timedelta(days=7))
    assert send(engine, digests) == 1


class Elsewhere:
    """An index on another server."""

    def __init__(self) -> None:
        self.titles: list[str] = []
        self.up = True

    def search(
        self, filters: Filters, *, limit: int = 3, offset: int = 0
    ) -> tuple[list[Result], bool]:
        if not self.up:
            raise ServiceError("the index of offers does not answer")
        return [Result(self.offer(title), 1.0) for title in self.titles], False

    def by_ids(self, ids: list[str]) -> dict[str, Offer]:
        return {}

    @staticmethod
    def offer(title: str) -> Offer:
        return make(row(title, url=f"https://jobs.example/{title}"), FEED, NOW).offer


def test_an_index_elsewhere_is_asked_and_waited_for(
    engine: Engine, digests: list[alerts.Digest], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given an alert on an index elsewhere
    index = Elsewhere()
    monkeypatch.setattr(alerts, "index_for", lambda _: index)
    index.titles = ["Ancien"]
    create(engine)
    with writing(engine) as connection:
        known = alerts.known_now(engine, TANGER)
        alerts.subscribe(connection, "web:1", TANGER, "fr", known=known)
    clock.freeze(NOW + timedelta(days=1))
    # when it is down, nothing is lost
    index.titles, index.up = ["Ancien", "Nouveau"], False
    with pytest.raises(ServiceError):
        send(engine, digests)
    # then its news are sent once it answers
    index.up = True
    assert send(engine, digests) == 1
    assert send(engine, digests) == 0
    assert [[offer.title for offer in digest.offers] for digest in digests] == [["Nouveau"]]


def test_stopping_and_forgetting(engine: Engine, bring: Bring) -> None:
    bring([row()])
    subscribe(engine)
    with writing(engine) as connection:
        assert alerts.unsubscribe(connection, "web:1") == 1
        assert alerts.unsubscribe(connection, "web:1") == 0
        saved.save(connection, "web:1", "board-x")
        saved.forget_student(connection, "web:1")
        assert saved.saved(connection, "web:1") == []
