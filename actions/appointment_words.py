"""The parts of appointment sentences: names, buttons, what to bring."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from bot import settings
from bot.appointments.appointment import Appointment
from bot.appointments.centers import Center
from bot.appointments.desk import Desk, desk_for
from bot.appointments.ics import google_link
from bot.appointments.words import center_name, service_name, title
from bot.calendar_pages import student_address
from bot.speaking.catalogue import catalogue
from bot.speaking.dates import say_hour, say_short_day

Button = dict[str, str]


def desk() -> Desk:
    """Return the desk of the configured database."""
    return desk_for(settings.load().database_url)


def label(name: str, spoken: str) -> str:
    """Return the text of a response that is a label."""
    return catalogue()[name].texts[spoken]


def button(title: str, intent: str, **entities: str) -> Button:
    """Return a button that sends an intent with entities."""
    payload = f"/{intent}"
    if entities:
        payload += json.dumps(entities, ensure_ascii=False)
    return {"title": title, "payload": payload}


def center_buttons(among: Iterable[Center], spoken: str, intent: str = "inform") -> list[Button]:
    """Return a button a centre."""
    return [button(each.label[spoken], intent, center=each.id) for each in among]


def service_buttons(services: Iterable[str], spoken: str) -> list[Button]:
    """Return a button a service."""
    return [button(service_name(each, spoken), "inform", service=each) for each in services]


def day_buttons(days: Iterable[date], spoken: str) -> list[Button]:
    """Return a button a day."""
    return [button(say_short_day(day, spoken), "inform", datetime=day.isoformat()) for day in days]


def hour_buttons(starts: Iterable[datetime]) -> list[Button]:
    """Return a button an hour of a day that was chosen."""
    return [
        button(say_hour(start), "inform", datetime=start.strftime("%Y-%m-%dT%H:%M"))
        for start in starts
    ]


def start_buttons(starts: Iterable[datetime], spoken: str) -> list[Button]:
    """Return a button a start, with its day."""
    return [
        button(
            f"{say_short_day(start.date(), spoken)} {say_hour(start)}",
            "inform",
            datetime=start.strftime("%Y-%m-%dT%H:%M"),
        )
        for start in starts
    ]


def short_appointment(appointment: Appointment, spoken: str) -> str:
    """Return an appointment in the width of a button."""
    return f"{say_short_day(appointment.start.date(), spoken)} {say_hour(appointment.start)}"


def calendar_links(appointment: Appointment, spoken: str) -> dict[str, str]:
    """Return the addresses that put an appointment into the student's own calendar."""
    return {
        "file": student_address(settings.load(), appointment.secret),
        "google": google_link(
            appointment, title(appointment, spoken), center_name(appointment.center, spoken)
        ),
    }
