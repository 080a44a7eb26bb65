"""What was taken from a message that did not answer the question: said before asking again."""

from __future__ import annotations

from actions.appointment_words import label
from actions.booking_draft import Draft
from bot import clock
from bot.appointments.words import center_name, service_name
from bot.speaking.dates import say_day, say_hour, say_moment


def noted(before: Draft, now: Draft, spoken: str) -> str:
    """Return what is new in a draft, in one line; empty when nothing is."""
    said: list[str] = []
    if now.center and now.center != before.center:
        said.append(center_name(now.center, spoken))
    if now.service and now.service != before.service:
        said.append(service_name(now.service, spoken))
    new_hour = now.hour is not None and now.hour != before.hour
    new_day = now.day is not None and now.day != before.day
    if now.start and new_hour:
        said.append(say_moment(now.start, spoken))
    elif now.day and new_day:
        said.append(say_day(now.day, spoken))
    elif now.hour and new_hour:
        said.append(say_hour(now.hour))
    if now.part and now.part != before.part and not new_hour:
        said.append(label(f"label_part_{now.part}", spoken))
    if now.since and now.since != before.since and now.since > clock.today():
        said.append(label("label_next_week", spoken))
    if now.guardian and not before.guardian:
        said.append(label("label_guardian", spoken))
    text = ", ".join(said) if spoken in {"fr", "ary-Latn"} else "\u060c ".join(said)
    return text[:1].upper() + text[1:]
