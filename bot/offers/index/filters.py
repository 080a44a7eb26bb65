"""What a search asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

LISTS = ("city", "contract", "sector")


@dataclass(frozen=True)
class Filters:
    """Conditions that every result fulfils, and words that rank.

    Attributes:
        city: City ids, any of them.
        contract: Contract ids, any of them.
        sector: Sector ids, any of them.
        not_city: City ids that are refused; so for ``not_contract`` and ``not_sector``.
        internship_type: Kind of internship.
        work_time: Offers that say nothing count as full-time.
        remote: Only offers that are done from elsewhere.
        level: The student's; offers for it or a lower one, or that say nothing.
        experience: Years the student has.
        since_days: Published in the last days.
        region: Region id.
        words: What should be in the offer.
        about: Words that only rank, such as those of a sector that is filtered on.
    """

    city: tuple[str, ...] = ()
    contract: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    not_city: tuple[str, ...] = ()
    not_contract: tuple[str, ...] = ()
    not_sector: tuple[str, ...] = ()
    internship_type: str | None = None
    work_time: str | None = None
    remote: bool = False
    level: str | None = None
    experience: int | None = None
    since_days: int | None = None
    region: str | None = None
    words: str = ""
    about: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the filters that are set, for a slot or an alert."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
            if value
        }

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Filters()

    def without(self, *names: str) -> Filters:
        """Return the filters with some of them dropped."""
        blank = Filters()
        return replace(self, **{name: getattr(blank, name) for name in names})


def from_json(values: Mapping[str, Any]) -> Filters:
    """Return the filters of :meth:`Filters.as_json`; unknown names are ignored."""
    known: dict[str, Any] = {}
    for name, value in values.items():
        if name in Filters.__dataclass_fields__:
            known[name] = tuple(value) if isinstance(value, list) else value
    return Filters(**known)
