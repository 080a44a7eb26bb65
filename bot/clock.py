"""The one clock of the program, in the one time zone it works in.

Legal time in Morocco is UTC+1 and UTC during Ramadan; the rule comes from tzdata and is
never written as a number here.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Africa/Casablanca")

_frozen: datetime | None = None


def now() -> datetime:
    """Return the present moment, aware, in Africa/Casablanca.

    ``BOT_NOW`` (ISO 8601) or :func:`freeze` hold it still; ``prod`` refuses ``BOT_NOW`` at
    start-up (see :mod:`bot.settings`).
    """
    if _frozen is not None:
        return _frozen
    fixed = os.environ.get("BOT_NOW")
    if fixed:
        return parse(fixed)
    return datetime.now(timezone.utc).astimezone(ZONE)


def today() -> date:
    """Return the calendar day in Africa/Casablanca."""
    return now().date()


def freeze(moment: datetime | None) -> None:
    """Hold the clock at an aware moment, or let it run again with ``None``."""
    global _frozen
    if moment is not None and moment.tzinfo is None:
        raise ValueError("the clock takes aware moments only")
    _frozen = moment.astimezone(ZONE) if moment is not None else None


def parse(text: str) -> datetime:
    """Read an ISO 8601 moment; one without an offset is wall time in Casablanca.

    Raises:
        ValueError: The text is not ISO 8601.
    """
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if moment.tzinfo is None:
        return moment.replace(tzinfo=ZONE)
    return moment.astimezone(ZONE)
