"""The column type of a moment: the same instant on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

from bot.clock import ZONE


class Moment(sa.TypeDecorator):
    """An aware moment, kept in UTC and given back in Africa/Casablanca.

    SQLite drops the offset of what it stores, so moments written in and after Ramadan could not
    be compared; in UTC they can.
    """

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Turn an aware moment into UTC.

        Raises:
            ValueError: The moment has no offset.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("the database takes aware moments only")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return an aware moment in Africa/Casablanca."""
        if value is None:
            return None
        aware = value if value.tzinfo is not None else value.replace(tzinfo=timezone.utc)
        return aware.astimezone(ZONE)
