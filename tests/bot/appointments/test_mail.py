"""Mail is handed to a real SMTP server, which the test runs."""

import socket
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from typing import Any

import icalendar
import pytest
from aiosmtpd.controller import Controller
from sqlalchemy.engine import Engine

from bot.appointments import mail
from bot.appointments.appointment import Wanted
from bot.appointments.desk import Desk
from bot.errors import ConfigurationError

Want = Callable[..., Wanted]


class Inbox:
    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.refuse = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refuse:
            return "451 later"
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@pytest.fixture
def inbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{port}")
    monkeypatch.setenv("MAIL_FROM", "centre@example.org")
    yield inbox
    controller.stop()


def calendar_of(message: Any) -> icalendar.Calendar:
    part = next(message.iter_attachments())
    assert part.get_content_type() == "text/calendar"
    content = part.get_content()
    return icalendar.Calendar.from_ical(content)


def test_each_change_is_mailed_once(inbox: Inbox, engine: Engine, desk: Desk, want: Want) -> None:
    booked = desk.book(want())
    assert mail.send_due(engine) == 0  # no address, no mail
    mail.note_address(engine, booked, "student@example.org")
    assert (mail.send_due(engine), mail.send_due(engine)) == (1, 0)
    desk.cancel(booked)
    assert (mail.send_due(engine), mail.send_due(engine)) == (1, 0)
    methods = [str(calendar_of(message)["METHOD"]) for message in inbox.messages]
    assert methods == ["REQUEST", "CANCEL"]
    assert inbox.messages[0]["To"] == "student@example.org"
    assert "10:30" in inbox.messages[0]["Subject"]


def test_what_the_server_refuses_comes_round_again(
    inbox: Inbox, engine: Engine, desk: Desk, want: Want
) -> None:
    mail.note_address(engine, desk.book(want()), "student@example.org")
    inbox.refuse = True
    assert mail.send_due(engine) == 0
    inbox.refuse = False
    assert mail.send_due(engine) == 1


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mon mail c'est ana.b+1@gmail.com merci", "ana.b+1@gmail.com"),
        ("الإيميل ديالي ana@uca.ac.ma", "ana@uca.ac.ma"),
        ("@wijha", None),
        ("ana@gmail", None),
    ],
)
def test_an_address_is_found_in_what_is_typed(text: str, address: str | None) -> None:
    assert mail.address_in(text) == address


@pytest.mark.parametrize(
    "environ",
    [
        {"SMTP_URL": "smtp://host"},
        {"MAIL_FROM": "a@b.c"},
        {"SMTP_URL": "http://host", "MAIL_FROM": "a@b.c"},
    ],
)
def test_an_incomplete_configuration_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="SMTP_URL"):
        mail.server(environ)
    assert mail.server({}) is None
