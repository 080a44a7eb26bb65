"""The JSON search, and a bot that uses it in place of an index of its own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.engine import Engine

from bot.errors import ServiceError
from bot.memory.database import engine_for
from bot.offers import listing
from bot.offers.elsewhere import IndexElsewhere
from bot.offers.index.filters import Filters
from bot.offers.relaxing import search_near
from bot.offers.service import OwnIndex
from tests.bot.offers.conftest import Bring, row

WANTED = Filters(city=("tanger",), not_contract=("cdd",), words="comptable", level="bac+2")


@pytest.fixture()
def any_database_url(database_url: str) -> str:
    return database_url


@pytest.fixture()
def served(engine: Engine) -> Iterator[tuple[str, ThreadingHTTPServer]]:
    class Offers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = listing.answer(engine, parse_qs(urlsplit(self.path).query))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Offers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/offers", server
    server.shutdown()
    server.server_close()


def test_an_index_elsewhere_answers_as_our_own(
    engine: Engine, bring: Bring, served: tuple[str, ThreadingHTTPServer]
) -> None:
    bring([row(number=n) for n in range(5)] + [row("Serveur", 9), row(number=7, contract="CDD")])
    elsewhere, own = IndexElsewhere(served[0]), OwnIndex(engine)
    theirs, more = elsewhere.search(WANTED, limit=3)
    ours, ours_more = own.search(WANTED, limit=3)
    assert [each.offer for each in theirs] == [each.offer for each in ours]
    assert more == ours_more is True
    near = Filters(city=("tetouan",), words="comptable")
    assert search_near(elsewhere, near).near == search_near(own, near).near == "tanger"
    id_ = ours[0].offer.id
    assert elsewhere.by_ids([id_]) == own.by_ids([id_])


def test_the_last_good_answer_stands_in_while_the_index_is_down(
    bring: Bring, served: tuple[str, ThreadingHTTPServer]
) -> None:
    bring([row()])
    address, server = served
    waits: list[float] = []
    elsewhere = IndexElsewhere(address, sleep=waits.append)
    before, _ = elsewhere.search(WANTED)
    server.shutdown()
    server.server_close()
    assert elsewhere.search(WANTED)[0] == before
    assert waits
    with pytest.raises(ServiceError):
        elsewhere.search(Filters(city=("rabat",)))


def test_text_is_understood_and_parameters_are_checked(engine: Engine, bring: Bring) -> None:
    bring([row(), row("Serveur", 2, city="Rabat")])
    found = listing.answer(engine, {"text": ["khdma comptable f tanja"]})
    assert found["filters"]["city"] == ["tanger"]
    assert [offer["title"] for offer in found["offers"]] == ["Comptable"]
    for parameters in ({"colour": ["red"]}, {"limit": ["many"]}):
        with pytest.raises(listing.BadQuery):
            listing.answer(engine_for(str(engine.url)), parameters)
