"""Calendar files as they are served: the student's own, and the feed of a counsellor."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import icalendar
import pytest
import vobject

from bot import clock
from bot.training import ensure_trained
from tests.served.process import Served

pytestmark = pytest.mark.slow

SENDER = "calendar-student"
START = datetime(2026, 11, 25, 10, 30, tzinfo=clock.ZONE)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    ensure_trained()
    server = Served(tmp_path / "db.sqlite3", BOT_NOW="2026-11-24T10:00:00+01:00")
    server.start()
    yield server
    server.kill()
    server.client.close()


def test_the_file_follows_the_appointment_and_the_feed_keeps_the_student_out(
    served: Served,
) -> None:
    details = {
        "center": "tanger-universite",
        "service": "cv-review",
        "datetime": "2026-11-25T10:30",
    }
    served.say(SENDER, f"/book_appointment{json.dumps(details)}")
    said = "\n".join(answer.get("text") or "" for answer in served.say(SENDER, "/affirm"))
    path = path_in(said)

    event = event_of(served.client.get(path))
    assert event.decoded("dtstart") == START
    assert int(event["sequence"]) == 0

    counsellors = [f"tanger-universite-{number}" for number in range(1, 5)]
    addresses = [path_in(served.run("appointments", "feed", each).stdout) for each in counsellors]
    feeds = [served.client.get(address) for address in addresses]
    with_it = [feed for feed in feeds if "BEGIN:VEVENT" in feed.text]
    assert len(with_it) == 1
    assert event_of(with_it[0]).decoded("dtstart") == START
    assert SENDER not in with_it[0].text

    served.say(SENDER, "/cancel_appointment")
    served.say(SENDER, "/affirm")
    gone = event_of(served.client.get(path))
    assert (str(gone["status"]), int(gone["sequence"])) == ("CANCELLED", 1)
    assert all("BEGIN:VEVENT" not in served.client.get(each).text for each in addresses)


@pytest.mark.parametrize("path", ["/appointments/x.ics", "/calendars/x.ics", "/appointments/x"])
def test_an_unknown_secret_is_not_found(served: Served, path: str) -> None:
    assert served.client.get(path).status_code == 404


def path_in(text: str) -> str:
    found = re.search(r"https?://\S+\.ics", text)
    assert found, text
    return urlsplit(found.group(0)).path


def event_of(answer: httpx.Response) -> icalendar.Event:
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    again = vobject.readOne(answer.text).vevent
    assert again.dtstart.value.astimezone(clock.ZONE) == event.decoded("dtstart")
    return event
