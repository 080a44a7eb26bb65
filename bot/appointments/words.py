"""How an appointment is described in each variety."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from bot.appointments.agenda_file import SERVICES
from bot.appointments.appointment import Appointment
from bot.appointments.centers import centers
from bot.speaking.dates import say_moment


def describe(appointment: Appointment, variety: str) -> dict[str, str]:
    """Return the placeholders of sentences about an appointment."""
    return {
        "moment": say_moment(appointment.start, variety),
        "center": center_name(appointment.center, variety),
        "service": service_name(appointment.service, variety),
        "code": appointment.code,
    }


def center_name(center: str, variety: str) -> str:
    """Return the full name of a centre; its id when it is no longer on the list."""
    known = centers().get(center)
    return known.name[variety] if known else center


def service_name(service: str, variety: str) -> str:
    """Return the name of a service."""
    return str(_services()[service]["label"][variety])


def title(appointment: Appointment, variety: str) -> str:
    """Return what a calendar shows."""
    return f"Career Center : {service_name(appointment.service, variety)}"


@lru_cache(maxsize=1)
def _services() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(SERVICES.read_text(encoding="utf-8"))
    return dict(content["services"])
