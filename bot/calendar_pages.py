"""Calendar files over HTTP: ``/appointments/<secret>.ics`` and ``/calendars/<secret>.ics``."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from sanic import Sanic, response
from sanic.request import Request

from bot import clock
from bot.appointments.agenda_file import known_services
from bot.appointments.appointment import CANCELLED, wall_text
from bot.appointments.desk import desk_for
from bot.appointments.feeds import counsellor_of
from bot.appointments.ics import MEDIA_TYPE, counsellor_feed, student_file
from bot.appointments.tables import appointments
from bot.appointments.words import center_name, service_name, title
from bot.settings import Settings

STUDENT_PATH = "/appointments/{secret}.ics"
FEED_PATH = "/calendars/{secret}.ics"
FEED_DAYS_BACK = 30
_FEED_VARIETY = "fr"  # the language that counsellors work in


def add(app: Sanic, settings: Settings) -> None:
    """Add the two routes."""
    app.add_route(partial(_student, settings), "/appointments/<file>", name="appointment_file")
    app.add_route(partial(_feed, settings), "/calendars/<file>", name="counsellor_feed")


def student_address(settings: Settings, secret: str) -> str:
    """Return the address of a student's calendar file."""
    return settings.public_url + STUDENT_PATH.format(secret=secret)


async def _student(settings: Settings, request: Request, file: str) -> Any:
    secret, dot, kind = file.rpartition(".")
    found = desk_for(settings.database_url).lookup.by_secret(secret) if dot else None
    if found is None or kind != "ics":
        return response.empty(status=404)
    content = student_file(
        found, title(found, found.variety), center_name(found.center, found.variety)
    )
    return _calendar(content, "rendez-vous.ics")


async def _feed(settings: Settings, request: Request, file: str) -> Any:
    secret, dot, kind = file.rpartition(".")
    desk = desk_for(settings.database_url)
    counsellor = counsellor_of(desk.engine, secret) if dot else None
    if counsellor is None or kind != "ics":
        return response.empty(status=404)
    since = wall_text(clock.now() - timedelta(days=FEED_DAYS_BACK))
    listed = desk.lookup.all(
        appointments.c.counsellor == counsellor,
        appointments.c.status != CANCELLED,
        appointments.c.starts >= since,
    )
    titles = {service: service_name(service, _FEED_VARIETY) for service in known_services()}
    return _calendar(counsellor_feed(listed, titles), "agenda.ics")


def _calendar(content: bytes, name: str) -> Any:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    return response.raw(content, content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)
