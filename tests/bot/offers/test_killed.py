"""Processes that are killed in the middle of an import or of sending alerts."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from benchmarks import offers_made
from bot import clock
from bot.memory.database import engine_for, reading, writing
from bot.messages import tables
from bot.messages.outbox import outbox
from bot.offers import alerts
from bot.offers.feeds import description
from bot.offers.feeds.recognising import understand
from bot.offers.importing import import_file
from bot.offers.index.filters import Filters
from bot.offers.index.tables import create, offer_links, offer_runs, offer_terms, offers
from bot.settings import ROOT
from tests.bot.offers.conftest import FEED, NOW, row

pytestmark = pytest.mark.slow
KILLS = 10
STUDENTS = 1000


def content(engine: Engine) -> list[tuple]:
    """What the index says, without its inner numbers."""
    with reading(engine) as connection:
        said = connection.execute(
            sa.select(offers.c.id, offers.c.fingerprint, offers.c.gone_at.is_(None)).order_by(
                offers.c.id
            )
        )
        terms = connection.execute(
            sa.select(offers.c.id, sa.func.count())
            .select_from(offers.join(offer_terms, offer_terms.c.no == offers.c.no))
            .group_by(offers.c.id)
            .order_by(offers.c.id)
        )
        links = connection.execute(
            sa.select(offer_links.c.key, offer_links.c.gone).order_by(offer_links.c.key)
        )
        return [*map(tuple, said), *map(tuple, terms), *map(tuple, links)]


def start(arguments: list[str], url: str) -> subprocess.Popen:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "BOT_NOW": NOW.isoformat(),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def runs(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(offer_runs)).scalar())


def test_killed_imports_end_in_the_same_index(tmp_path: Path) -> None:
    path = offers_made.write(tmp_path / "made.jsonl", 4000)
    feed = tmp_path / "feed.yml"
    description.save(understand(path, "made").feed, feed)
    clean, torn = (f"sqlite:///{tmp_path / name}.sqlite3" for name in ("clean", "torn"))
    import_file(engine_for(clean), path, description.load(str(feed)))
    engine = engine_for(torn)
    create(engine)
    command = ["-m", "bot", "offers", "import", str(path), "--feed", str(feed)]
    chance = random.Random(7)
    for _ in range(KILLS):
        process = start(command, torn)
        # killed at some moment after it began
        before = runs(engine)
        while process.poll() is None and runs(engine) == before:
            time.sleep(0.02)
        time.sleep(chance.uniform(0.0, 2.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert start(command, torn).wait(timeout=120) == 0
    assert content(engine) == content(engine_for(clean))


@pytest.mark.postgresql
def test_two_workers_of_which_one_is_killed_send_each_alert_once(
    postgresql_url: str, tmp_path: Path
) -> None:
    # given a thousand students whose alerts are due
    engine = engine_for(postgresql_url)
    create(engine)
    tables.create(engine)
    clock.freeze(NOW - timedelta(days=2))
    with writing(engine) as connection:
        for number in range(STUDENTS):
            alerts.subscribe(connection, f"web:{number}", Filters(city=("tanger",)), "fr")
    clock.freeze(NOW)
    path = tmp_path / "board.jsonl"
    path.write_text(json.dumps(row()) + "\n", encoding="utf-8")
    import_file(engine, path, FEED)
    # when two workers send them and one is killed
    workers = [start(["-c", WORKER], postgresql_url) for _ in range(2)]
    while sent(engine) < STUDENTS // 4:
        assert workers[0].poll() is None
    workers[0].send_signal(signal.SIGKILL)
    workers[0].wait()
    assert workers[1].wait(timeout=120) == 0
    # then every student has one message
    with reading(engine) as connection:
        senders = [row.sender_id for row in connection.execute(sa.select(outbox.c.sender_id))]
    assert len(senders) == len(set(senders)) == STUDENTS


WORKER = """
import os
from bot.memory.database import engine_for
from bot.speaking import offer_alerts
offer_alerts.send_due(engine_for(os.environ["DATABASE_URL"]))
"""


def sent(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(outbox)).scalar())
