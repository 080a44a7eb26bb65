"""An offer in the one format that every feed is turned into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bot import clock


@dataclass(frozen=True)
class Offer:
    """A job, an internship or an apprenticeship that somebody publishes.

    Ids and values are those of the understanding contract. What is unknown is ``None``.

    Attributes:
        id: Stable over imports: made from the source and the address or number of the offer.
        source: Name of the feed.
        url: Where to read it whole and to apply.
        title: What the employer calls it, without place and "(H/F)".
        organization: Employer; ``None`` when hidden.
        city: City id.
        region: Region id of data/offers/places.yml.
        country: ISO 3166 code of two letters.
        remote: Whether it is done wholly from elsewhere.
        contract: Contract id, the first one where several are named.
        internship_type: Kind of internship.
        work_time: ``full-time`` or ``part-time``.
        sector: Sector id.
        level: Lowest level that is accepted.
        experience_years_min: Years of experience asked for at least; 0 means beginners.
        salary_min: Dirhams a ``salary_period``.
        salary_max: Dirhams a ``salary_period``.
        salary_period: ``hour``, ``day``, ``month`` or ``year``.
        languages: ISO 639-1 codes of the languages asked for.
        skills: Skills, as written.
        positions: How many people are looked for.
        description: Plain text.
        posted_at: When it was published.
        expires_at: Last moment to apply.
        seen_at: When a feed last held it.
        text_language: ``fr``, ``ar`` or ``en``.
        warnings: Names of what smells of a scam; see data/offers/warnings.yml.
    """

    id: str
    source: str
    url: str | None
    title: str
    organization: str | None
    city: str | None
    region: str | None
    country: str | None
    remote: bool | None
    contract: str | None
    internship_type: str | None
    work_time: str | None
    sector: str | None
    level: str | None
    experience_years_min: int | None
    salary_min: float | None
    salary_max: float | None
    salary_period: str | None
    languages: tuple[str, ...]
    skills: tuple[str, ...]
    positions: int | None
    description: str | None
    posted_at: datetime | None
    expires_at: datetime | None
    seen_at: datetime
    text_language: str | None
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what a line of JSON Lines holds; moments are ISO 8601."""
        values: dict[str, Any] = {}
        for name in _NAMES:
            value = getattr(self, name)
            if isinstance(value, datetime):
                value = value.isoformat()
            values[name] = list(value) if isinstance(value, tuple) else value
        return values


_NAMES = tuple(each.name for each in fields(Offer))
_MOMENTS = ("posted_at", "expires_at", "seen_at")
_LISTS = ("languages", "skills", "warnings")


def from_json(values: Mapping[str, Any]) -> Offer:
    """Return the offer of :meth:`Offer.as_json`.

    Raises:
        KeyError: A field is missing.
        ValueError: A moment is not ISO 8601.
    """
    read = {name: values[name] for name in _NAMES}
    for name in _MOMENTS:
        if read[name] is not None:
            read[name] = clock.parse(read[name])
    for name in _LISTS:
        read[name] = tuple(read[name] or ())
    return Offer(**read)
