"""The calendar file by e-mail, for students who left an address; the worker sends it.

``SMTP_URL`` says where: ``smtp://user:password@host:587`` (STARTTLS when the server offers it) or
``smtps://…``. ``MAIL_FROM`` is the address that the messages come from. Without them nothing is
asked and nothing is sent.
"""

from __future__ import annotations

import logging
import os
import re
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, replace
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.appointments.appointment import CANCELLED, Appointment, from_row
from bot.appointments.ics import CANCEL, REQUEST, student_file
from bot.appointments.tables import appointments
from bot.appointments.words import center_name, describe, title
from bot.errors import ConfigurationError
from bot.memory.database import reading, writing
from bot.speaking.catalogue import catalogue

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 20
BATCH = 50
NEVER = -1  # value of the column ``mailed`` before anything was sent
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+", re.ASCII)


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over."""

    host: str
    port: int
    user: str | None
    password: str | None
    secure: bool
    sender: str


def address_in(text: str) -> str | None:
    """Return the e-mail address that a message holds, or ``None``."""
    found = _ADDRESS.search(text)
    return found.group()[:254] if found else None


def note_address(engine: Engine, appointment: Appointment, address: str) -> Appointment:
    """Note where the calendar files of an appointment are to be sent."""
    with writing(engine) as connection:
        connection.execute(
            sa.update(appointments).where(appointments.c.id == appointment.id).values(email=address)
        )
    return replace(appointment, email=address)


def server(environ: Mapping[str, str] | None = None) -> MailServer | None:
    """Return the configured mail server, or ``None`` when there is none.

    Raises:
        ConfigurationError: A variable is missing or wrong.
    """
    env = os.environ if environ is None else environ
    url, sender = env.get("SMTP_URL"), env.get("MAIL_FROM")
    if not url and not sender:
        return None
    if not url or not sender:
        raise ConfigurationError("SMTP_URL and MAIL_FROM belong together: one is missing")
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ConfigurationError("SMTP_URL: must be smtp://host:port or smtps://host:port")
    secure = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if secure else 587),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        secure=secure,
        sender=sender,
    )


def send_due(engine: Engine) -> int:
    """Send what changed since the last message; each change is claimed before it is sent.

    Returns:
        How many messages the server took. One that it did not take comes round again.
    """
    mail_server = server()
    if mail_server is None:
        return 0
    sent = 0
    for appointment in _due(engine):
        if not _claim(engine, appointment, appointment.sequence):
            continue
        try:
            _send(mail_server, message_for(appointment, mail_server.sender))
            sent += 1
        except (OSError, smtplib.SMTPException) as error:
            logger.error("mail: %s", type(error).__name__)  # noqa: TRY400  no address in logs
            _give_back(engine, appointment)
    return sent


def message_for(appointment: Appointment, sender: str) -> EmailMessage:
    """Return the message with the calendar file, as clients of all makers recognise it."""
    variety = appointment.variety
    cancelled = appointment.status == CANCELLED
    words = describe(appointment, variety)
    name = "utter_mail_cancelled" if cancelled else "utter_mail_booked"
    message = EmailMessage()
    message["From"] = sender
    message["To"] = appointment.email
    message["Subject"] = f"{title(appointment, variety)}, {words['moment']}"
    message.set_content(catalogue()[name].texts[variety].format(**words))
    file = student_file(
        appointment, title(appointment, variety), center_name(appointment.center, variety)
    )
    message.add_attachment(
        file,
        maintype="text",
        subtype="calendar",
        filename="rendez-vous.ics",
        params={"method": CANCEL if cancelled else REQUEST, "charset": "utf-8"},
    )
    return message


def _due(engine: Engine) -> list[Appointment]:
    query = (
        sa.select(appointments)
        .where(
            appointments.c.email.is_not(None),
            appointments.c.mailed < appointments.c.sequence,
        )
        .limit(BATCH)
    )
    with reading(engine) as connection:
        return [from_row(row) for row in connection.execute(query).mappings()]


def _claim(engine: Engine, appointment: Appointment, sequence: int) -> bool:
    statement = (
        sa.update(appointments)
        .where(appointments.c.id == appointment.id, appointments.c.mailed < sequence)
        .values(mailed=sequence)
    )
    with writing(engine) as connection:
        return bool(connection.execute(statement).rowcount)


def _give_back(engine: Engine, appointment: Appointment) -> None:
    with writing(engine) as connection:
        connection.execute(
            sa.update(appointments)
            .where(appointments.c.id == appointment.id)
            .values(mailed=appointment.sequence - 1)
        )


def _send(mail_server: MailServer, message: EmailMessage) -> None:
    context = ssl.create_default_context()
    if mail_server.secure:
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            mail_server.host, mail_server.port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        client = smtplib.SMTP(mail_server.host, mail_server.port, timeout=TIMEOUT_SECONDS)
    with client:
        if not mail_server.secure:
            client.ehlo()
            if client.has_extn("starttls"):
                client.starttls(context=context)
        if mail_server.user and mail_server.password:
            client.login(mail_server.user, mail_server.password)
        client.send_message(message)
