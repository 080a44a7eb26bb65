"""Calendar files (RFC 5545): an appointment for the student, a feed for the counsellor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from bot.appointments.appointment import CANCELLED, Appointment

PRODUCT = "-//Wijha//Career Center appointments//FR"
MEDIA_TYPE = "text/calendar"
DOMAIN = "wijha.appointments"
GOOGLE = "https://calendar.google.com/calendar/render"

REQUEST = "REQUEST"
CANCEL = "CANCEL"
PUBLISH = "PUBLISH"

_MARGIN = timedelta(days=400)  # transitions around an appointment that a calendar must know


def student_file(appointment: Appointment, title: str, place: str) -> bytes:
    """Return the file of one appointment; loaded again after a change it replaces itself.

    Args:
        appointment: The appointment as it is now; a cancelled one cancels the entry.
        title: What the calendar shows.
        place: Where to go.
    """
    cancelled = appointment.status == CANCELLED
    calendar = _calendar(CANCEL if cancelled else REQUEST, [appointment])
    event = _event(appointment, title)
    event.add("location", place)
    if not cancelled:
        event.add_component(_alarm(title))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def counsellor_feed(appointments: Iterable[Appointment], titles: dict[str, str]) -> bytes:
    """Return a counsellor's feed: when and what about, and nothing of who.

    Args:
        appointments: The counsellor's.
        titles: What to show, by service.
    """
    listed = list(appointments)
    calendar = _calendar(PUBLISH, listed)
    for appointment in listed:
        title = f"{titles[appointment.service]} ({appointment.code})"
        calendar.add_component(_event(appointment, title))
    return bytes(calendar.to_ical())


def google_link(appointment: Appointment, title: str, place: str) -> str:
    """Return the address that opens Google Calendar with the appointment filled in."""
    frame = "%Y%m%dT%H%M%S"
    query = {
        "action": "TEMPLATE",
        "text": title,
        "dates": f"{appointment.begins:{frame}}/{appointment.ends:{frame}}",
        "ctz": appointment.zone,
        "location": place,
    }
    return f"{GOOGLE}?{urlencode(query)}"


def _calendar(method: str, appointments: list[Appointment]) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for zone in sorted({each.zone for each in appointments}):
        days = [each.start.date() for each in appointments if each.zone == zone]
        calendar.add_component(_zone(zone, min(days) - _MARGIN, max(days) + _MARGIN))
    return calendar


@lru_cache(maxsize=64)
def _zone(zone: str, first: date, last: date) -> Timezone:
    """Return the VTIMEZONE of some days, a component a change of the clock.

    Rules that repeat would be wrong: the change follows Ramadan. Both offsets are STANDARD,
    because tzdata's negative daylight saving is refused by older calendars.
    """
    rules = ZoneInfo(zone)
    begins = datetime.combine(first, time.min).replace(tzinfo=timezone.utc)
    offset = _offset(begins, rules)
    component = Timezone()
    component.add("tzid", zone)
    component.add_component(_observance(begins.replace(tzinfo=None), offset, offset))
    moment, end = begins, datetime.combine(last, time.min).replace(tzinfo=timezone.utc)
    while moment < end:
        later = moment + timedelta(days=1)
        if _offset(later, rules) != _offset(moment, rules):
            change = _change(moment, later, rules)
            before, after = _offset(moment, rules), _offset(later, rules)
            wall = (change + before).replace(tzinfo=None)
            component.add_component(_observance(wall, before, after))
        moment = later
    return component


def _offset(moment: datetime, rules: ZoneInfo) -> timedelta:
    return moment.astimezone(rules).utcoffset() or timedelta(0)


def _change(before: datetime, after: datetime, rules: ZoneInfo) -> datetime:
    """Return the minute between two moments at which the offset changes."""
    first = _offset(before, rules)
    while after - before > timedelta(minutes=1):
        middle = before + timedelta(minutes=(after - before) // timedelta(minutes=2))
        if _offset(middle, rules) == first:
            before = middle
        else:
            after = middle
    return after


def _observance(wall: datetime, before: timedelta, after: timedelta) -> TimezoneStandard:
    observance = TimezoneStandard()
    observance.add("dtstart", wall)
    observance.add("tzoffsetfrom", before)
    observance.add("tzoffsetto", after)
    return observance


def _event(appointment: Appointment, title: str) -> Event:
    event = Event()
    event.add("uid", f"{appointment.id}@{DOMAIN}")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.updated_at.astimezone(timezone.utc))
    event.add("dtstart", appointment.begins)
    event.add("dtend", appointment.ends)
    event.add("summary", title)
    event.add("status", "CANCELLED" if appointment.status == CANCELLED else "CONFIRMED")
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(hours=-2))
    return alarm
