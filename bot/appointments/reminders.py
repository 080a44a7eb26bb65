"""Reminders a day and two hours before, put into the outbox in the transaction of the booking.

The outbox sends each message once, keeps to the platform's windows and knows who wants no
messages. A move or a cancellation takes back what was not sent yet.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from bot import clock
from bot.appointments.appointment import Appointment
from bot.appointments.words import describe
from bot.messages.outbox import NOTICE, REMINDER, Outgoing, enqueue, withdraw
from bot.speaking.catalogue import catalogue

BEFORE = {"day": timedelta(days=1), "hours": timedelta(hours=2)}


def plan(connection: Connection, appointment: Appointment) -> None:
    """Take back the reminders of the former time and store those of the present one."""
    if appointment.sequence:
        for kind in BEFORE:
            withdraw(connection, _key(appointment, appointment.sequence - 1, kind))
    if not appointment.is_open:
        return
    for kind, before in BEFORE.items():
        # Wall time: the day before at the same hour, also when the clock changes in between.
        due = (appointment.start - before).replace(tzinfo=ZoneInfo(appointment.zone))
        if due > clock.now():
            enqueue(connection, _reminder(appointment, kind, due))


def notice(connection: Connection, appointment: Appointment, response: str) -> None:
    """Tell the student what the centre has changed."""
    key = f"appointment:{appointment.id}:{appointment.sequence}:{response}"
    message = _message(response, appointment, with_answers=False)
    enqueue(connection, Outgoing(appointment.student, message, key, NOTICE))


def _reminder(appointment: Appointment, kind: str, due: datetime) -> Outgoing:
    return Outgoing(
        sender_id=appointment.student,
        message=_message(f"utter_reminder_{kind}", appointment, with_answers=True),
        key=_key(appointment, appointment.sequence, kind),
        kind=REMINDER,
        due_at=due,
        expires_at=appointment.begins,
    )


def _message(response: str, appointment: Appointment, with_answers: bool) -> dict[str, object]:
    variety = appointment.variety
    words = describe(appointment, variety)
    message: dict[str, object] = {
        "text": catalogue()[response].texts[variety].format(**words),
        "template": [words["moment"], words["center"], words["service"]],
    }
    if with_answers:
        code = appointment.code
        message["buttons"] = [
            _button("label_come", "check_appointment", variety, appointment=code, change="come"),
            _button("label_move", "reschedule_appointment", variety, appointment=code),
            _button("label_cancel", "cancel_appointment", variety, appointment=code),
        ]
    return message


def _button(label: str, intent: str, variety: str, **entities: str) -> dict[str, str]:
    title = catalogue()[label].texts[variety]
    return {"title": title, "payload": f"/{intent}{json.dumps(entities)}"}


def _key(appointment: Appointment, sequence: int, kind: str) -> str:
    return f"appointment:{appointment.id}:{sequence}:{kind}"
