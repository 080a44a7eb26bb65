"""Who waits for a place: one that a cancellation or a move leaves goes to those who asked first."""

from __future__ import annotations

import json

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

from bot import clock
from bot.appointments.appointment import Appointment
from bot.appointments.tables import waiting
from bot.appointments.words import center_name, service_name
from bot.memory.database import writing
from bot.messages.outbox import NOTICE, Outgoing, enqueue
from bot.speaking.catalogue import catalogue
from bot.speaking.dates import say_moment

TOLD = 3  # students who are told of one place; the first to book has it


def join(engine: Engine, student: str, center: str, service: str, variety: str) -> None:
    """Put a student on the list of a centre and a service; a second time changes nothing."""
    insert = postgresql.insert if engine.name == "postgresql" else sqlite.insert
    statement = insert(waiting).values(
        student=student,
        center=center,
        service=service,
        variety=variety,
        asked_at=clock.now(),
    )
    with writing(engine) as connection:
        connection.execute(statement.on_conflict_do_nothing())


def offer(connection: Connection, appointment: Appointment) -> None:
    """Tell the first of the list that a cancelled or moved appointment has left its place."""
    if appointment.begins <= clock.now():
        return
    same = (waiting.c.center == appointment.center, waiting.c.service == appointment.service)
    first = connection.execute(
        sa.select(waiting.c.student, waiting.c.variety)
        .where(*same, waiting.c.student != appointment.student)
        .order_by(waiting.c.asked_at)
        .limit(TOLD)
    ).all()
    for student, variety in first:
        key = f"waiting:{appointment.id}:{appointment.sequence}:{student}"
        message = _message(appointment, variety)
        enqueue(
            connection,
            Outgoing(student, message, key[:200], NOTICE, expires_at=appointment.begins),
        )
        connection.execute(sa.delete(waiting).where(*same, waiting.c.student == student))


def forget(engine: Engine, student: str) -> None:
    """Take a student off all lists."""
    with writing(engine) as connection:
        connection.execute(sa.delete(waiting).where(waiting.c.student == student))


def _message(appointment: Appointment, variety: str) -> dict[str, object]:
    words = {
        "moment": say_moment(appointment.start, variety),
        "center": center_name(appointment.center, variety),
        "service": service_name(appointment.service, variety),
    }
    details = {
        "center": appointment.center,
        "service": appointment.service,
        "datetime": appointment.start.strftime("%Y-%m-%dT%H:%M"),
    }
    return {
        "text": catalogue()["utter_waiting_place"].texts[variety].format(**words),
        "template": list(words.values()),
        "buttons": [
            {
                "title": catalogue()["label_take_it"].texts[variety],
                "payload": f"/book_appointment{json.dumps(details)}",
            }
        ],
    }
