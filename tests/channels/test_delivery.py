"""What becomes of a message when the platform refuses, when a window is closed, when it is late."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot import clock
from bot.channel_settings import MessengerSettings, TelegramSettings, WhatsAppSettings
from bot.memory.database import engine_for, reading, writing
from bot.messages import contacts, sending, tables
from bot.messages.contacts import Address
from bot.messages.lease import Worker
from bot.messages.outbox import ALERT, REMINDER, REPLY, Outgoing, enqueue, outbox
from channels import templates
from channels.delivery import Delivery, pause_before
from channels.messenger.platform import MessengerPlatform
from channels.telegram.platform import TelegramPlatform
from channels.templates import Template
from channels.whatsapp.platform import WhatsAppPlatform
from channels.whatsapp.receive import PHONE, USER_ID
from tests.channels.conftest import Fakes
from tests.channels.fakes import messenger, telegram, whatsapp
from tests.channels.fakes.graph import meta_error
from tests.channels.fakes.platform import Refused
from tests.channels.fakes.telegram import telegram_error

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=clock.ZONE)
WORKER = Worker("here", 1, "a")
PHONE_NUMBER = "212600000001"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    clock.freeze(NOON)
    yield
    clock.freeze(None)


@pytest.fixture()
def engine(tmp_path: Path) -> Engine:
    engine = engine_for(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    tables.create(engine)
    return engine


class Sender:
    """One student of each platform, and what is sent to them."""

    def __init__(self, engine: Engine, fakes: Fakes, channel: str) -> None:
        self.engine = engine
        self.fake = getattr(fakes, channel)
        url = self.fake.url
        self.platform = {
            "messenger": lambda: MessengerPlatform(
                MessengerSettings(messenger.PAGE, messenger.TOKEN, "s", "v", f"{url}/v25.0")
            ),
            "whatsapp": lambda: WhatsAppPlatform(
                WhatsAppSettings(whatsapp.NUMBER, whatsapp.TOKEN, "s", "v", f"{url}/v25.0")
            ),
            "telegram": lambda: TelegramPlatform(
                TelegramSettings(telegram.TOKEN, telegram.SECRET, url)
            ),
        }[channel]()
        kind = PHONE if channel == "whatsapp" else "id"
        with writing(engine) as connection:
            self.student = contacts.resolve(connection, channel, [Address(PHONE_NUMBER, kind)])
            contacts.change(connection, self.student, wrote_at=clock.now(), variety="ary-Latn")

    def put(self, text: str = "salam", kind: str = REPLY, **message: object) -> None:
        with writing(self.engine) as connection:
            content = {"text": text, **message}
            enqueue(connection, Outgoing(self.student, content, key=text, kind=kind))

    def send(self) -> None:
        async def drain() -> None:
            await self.platform.open()
            await Delivery(self.engine, self.platform, WORKER).drain()
            await self.platform.close()

        asyncio.run(drain())

    def state(self, key: str = "salam") -> tuple[str, str | None]:
        query = sa.select(outbox.c.state, outbox.c.error).where(outbox.c.key == key)
        with reading(self.engine) as connection:
            row = connection.execute(query).one()
        return row.state, row.error

    def contact(self) -> contacts.Contact:
        with reading(self.engine) as connection:
            found = contacts.find(connection, self.student)
        assert found is not None
        return found


@pytest.fixture()
def sender(request: pytest.FixtureRequest, engine: Engine, fakes: Fakes) -> Sender:
    return Sender(engine, fakes, request.param)


ALL = pytest.mark.parametrize("sender", ["messenger", "whatsapp", "telegram"], indirect=True)
META = pytest.mark.parametrize("sender", ["messenger", "whatsapp"], indirect=True)
WHATSAPP = pytest.mark.parametrize("sender", ["whatsapp"], indirect=True)
TELEGRAM = pytest.mark.parametrize("sender", ["telegram"], indirect=True)


@ALL
def test_message_is_sent_once(sender: Sender) -> None:
    sender.put()
    sender.send()
    sender.send()
    assert len(sender.fake.to(PHONE_NUMBER)) == 1
    assert sender.state() == ("sent", None)


def rate_errors() -> list[tuple[str, Refused]]:
    return [
        ("messenger", meta_error(613, "rate", 429)),
        ("messenger", meta_error(2, "temporary", 500)),
        ("messenger", Refused(502, {})),
        ("whatsapp", meta_error(130429, "rate", 429)),
        ("whatsapp", meta_error(131056, "pair rate")),
        ("whatsapp", meta_error(80007, "rate")),
        ("telegram", telegram_error(429, "Too Many Requests", 7)),
        ("telegram", telegram_error(500, "Internal")),
    ]


@pytest.mark.parametrize(("sender", "error"), rate_errors(), indirect=["sender"])
def test_passing_trouble_is_tried_again_later(
    sender: Sender, error: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender.put()
    sender.fake.refuse_next.append(error)
    sender.send()
    assert sender.state()[0] == "waiting"
    later = sending.wall() + 8
    monkeypatch.setattr(sending, "wall", lambda: later)
    sender.send()
    assert sender.state()[0] == "sent"
    assert len(sender.fake.to(PHONE_NUMBER)) == 1


def final_errors() -> list[tuple[str, Refused, bool]]:
    return [
        ("messenger", meta_error(551, "unavailable"), True),
        ("messenger", meta_error(100, "no such user"), False),
        ("messenger", meta_error(190, "token", 401), False),
        ("messenger", meta_error(10, "outside of allowed window", 403, 2018278), False),
        ("whatsapp", meta_error(131026, "undeliverable"), False),
        ("whatsapp", meta_error(131047, "re-engagement"), False),
        ("whatsapp", meta_error(131049, "healthy ecosystem"), False),
        ("whatsapp", meta_error(131050, "stopped marketing"), True),
        ("telegram", telegram_error(403, "Forbidden: bot was blocked by the user"), True),
        ("telegram", telegram_error(400, "Bad Request: chat not found"), False),
    ]


@pytest.mark.parametrize(("sender", "error", "blocked"), final_errors(), indirect=["sender"])
def test_what_may_not_be_tried_again_is_marked(
    sender: Sender, error: Refused, blocked: bool
) -> None:
    sender.put()
    sender.fake.refuse_next.append(error)
    sender.send()
    state, code = sender.state()
    assert state == "failed"
    assert code
    assert (sender.contact().blocked_at is not None) == blocked
    sender.send()
    assert sender.fake.to(PHONE_NUMBER) == []


@ALL
def test_nobody_who_opted_out_gets_an_alert_but_everybody_an_answer(sender: Sender) -> None:
    with writing(sender.engine) as connection:
        contacts.change(connection, sender.student, opted_out_at=clock.now())
    sender.put("alert", kind=ALERT)
    sender.put("answer")
    sender.send()
    assert sender.state("alert") == ("failed", "opted out")
    assert sender.state("answer")[0] == "sent"


@META
def test_reminder_waits_for_the_student_when_the_window_is_closed(sender: Sender) -> None:
    clock.freeze(NOON + timedelta(hours=24))
    sender.put(kind=REMINDER)
    sender.send()
    assert sender.state()[0] == "held"
    with writing(sender.engine) as connection:
        contacts.change(connection, sender.student, wrote_at=clock.now())
        sending.release_held(connection, sender.student)
    sender.send()
    assert sender.state()[0] == "sent"


@META
def test_answer_after_the_window_is_given_up(sender: Sender) -> None:
    clock.freeze(NOON + timedelta(hours=24))
    sender.put()
    sender.send()
    assert sender.state() == ("failed", "window closed")


@TELEGRAM
def test_telegram_has_no_window(sender: Sender) -> None:
    clock.freeze(NOON + timedelta(days=30))
    sender.put(kind=REMINDER)
    sender.send()
    assert sender.state()[0] == "sent"


@META
def test_template_of_the_variety_replaces_a_reminder(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved = {
        (sender.platform.name, REMINDER, "ary-Latn"): Template("wijha_reminder_ary_latn", "fr")
    }
    monkeypatch.setattr(templates, "templates", lambda: approved)
    clock.freeze(NOON + timedelta(hours=30))
    sender.put(kind=REMINDER, template=["mardi\n10 h", "Casablanca"])
    sender.send()
    [sent] = sender.fake.to(PHONE_NUMBER)
    template = sent.message["template"]
    assert template["name"] == "wijha_reminder_ary_latn"
    values = [each["text"] for each in template["components"][0]["parameters"]]
    assert values == ["mardi 10 h", "Casablanca"]


@WHATSAPP
def test_business_scoped_id_is_written_to_as_recipient(sender: Sender) -> None:
    with writing(sender.engine) as connection:
        known_as = [Address("MA.9", USER_ID)]
        sender.student = contacts.resolve(connection, "whatsapp", known_as)
        contacts.change(connection, sender.student, wrote_at=clock.now())
    sender.put()
    sender.send()
    [sent] = sender.fake.to("MA.9")
    assert sent.message["recipient"] == "MA.9"
    assert "to" not in sent.message


@ALL
def test_calendar_entry_is_uploaded(sender: Sender) -> None:
    document = {"content": "BEGIN:VCALENDAR", "filename": "rdv.ics", "mime_type": "text/calendar"}
    sender.put("voici", custom={"document": document})
    sender.send()
    assert sender.state("voici")[0] == "sent"
    assert "BEGIN:VCALENDAR" in str([sender.fake.sent, sender.fake.calls])


def test_pauses_grow_by_four_and_end_at_ten_minutes() -> None:
    assert [pause_before(n) for n in range(6)] == [1, 4, 16, 64, 256, 600]
