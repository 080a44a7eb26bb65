"""Two hundred students want the same twenty hours, over HTTP, on both databases."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
import yaml

from bot.appointments.agenda_file import read_yaml
from bot.appointments.desk import Desk
from bot.memory.database import engine_for
from bot.settings import ROOT
from bot.speaking.catalogue import catalogue
from bot.training import ensure_trained
from tests.served.process import Served

pytestmark = pytest.mark.slow

CLIENTS, SLOTS = 200, 20
TIMEOUT = 300  # seconds; two hundred turns queue behind each other on one core
CENTER, SERVICE = "tanger-universite", "cv-review"
FIRST = datetime(2026, 11, 25, 9)
DONE = catalogue()["utter_booking_done"].texts["fr"].splitlines()[0]
OTHERS = catalogue()["utter_booking_other_time"].texts["fr"]


@pytest.fixture
def crowded(any_database_url: str, tmp_path: Path) -> Iterator[Served]:
    ensure_trained()
    content = {
        **read_yaml(ROOT / "data" / "appointments" / "agenda.yml"),
        "hours": {"wednesday": ["09:00-19:00"], "thursday": ["09:00-19:00"]},
        "counsellors": {"salma": {"center": CENTER}},
    }
    file = tmp_path / "agenda.yml"
    file.write_text(yaml.safe_dump(content))
    server = Served(any_database_url, BOT_NOW="2026-11-24T10:00:00+01:00")
    server.run("appointments", "load", str(file))
    # No connection is kept: httpx may close one that has idled while another thread takes it.
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=0)
    server.client = httpx.Client(base_url=server.client.base_url, timeout=TIMEOUT, limits=limits)
    server.start()
    yield server
    server.kill()
    server.client.close()


def test_exactly_twenty_succeed_and_the_others_are_offered_something_else(
    crowded: Served, any_database_url: str
) -> None:
    def ask(number: int) -> str:
        start = FIRST + timedelta(minutes=30 * (number % SLOTS))
        details = {"center": CENTER, "service": SERVICE, "datetime": start.isoformat()}
        return text(crowded.say(f"student-{number}", f"/book_appointment{json.dumps(details)}"))

    def agree(number: int) -> str:
        return text(crowded.say(f"student-{number}", "/affirm"))

    with ThreadPoolExecutor(CLIENTS) as pool:  # each has its own connection
        asked = list(pool.map(ask, range(CLIENTS)))
        answers = list(pool.map(agree, range(CLIENTS)))
    assert all("25 novembre" in answer for answer in asked)
    assert sum(answer.startswith(DONE) for answer in answers) == SLOTS
    assert sum(OTHERS in answer for answer in answers) == CLIENTS - SLOTS
    booked = Desk(engine_for(any_database_url)).lookup.all()
    assert len({each.start for each in booked}) == len(booked) == SLOTS


def text(answers: list[dict]) -> str:
    return "\n".join(answer.get("text") or "" for answer in answers)
