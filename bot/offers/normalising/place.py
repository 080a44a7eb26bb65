"""City, region and country from the many ways in which feeds write a place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from bot.offers.phrases import Hit, Phrases, words_of
from bot.offers.vocabulary import read
from bot.settings import DATA

CITIES = DATA / "gazetteers" / "city.yml"
HOME = "MA"
_SEPARATORS = (" | ", " – ", " - ", " — ", ", ")
_PLACES_IN_TITLE = 3
_BEFORE = re.compile(r"[(\[]?(?P<place>[^()\[\]:|]{2,40}?)\s*[)\]:|]\s+(?P<title>\S.*)")
_IN_BRACKETS = re.compile(r"(?P<title>.*\S)\s*[(\[](?P<place>[^()\[\]]{2,40})[)\]]\s*$")

_Label = tuple[str, str]  # what it is (city, town, region, country, everywhere), id


@dataclass(frozen=True)
class Place:
    """Where an offer is; ``None`` where that is not known."""

    city: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True)
class _Names:
    everywhere: Phrases[_Label]  # clear in running text
    field: Phrases[_Label]  # also what is clear only in a field of its own
    before: frozenset[str]  # words of place


def of_fields(fields: Iterable[str]) -> Place:
    """Return the place that fields of a feed name, the most precise field first.

    Args:
        fields: Such as ``["Salé, Technopolis (Maroc)", "rabat", "Rabat et région"]``.
    """
    city = region = country = None
    for text in fields:
        # A country's code is an ordinary word elsewhere ("de"): only alone in its field.
        code = text.strip().upper()
        if code in read("places")["countries"]:
            hits = [("country", code)]
        else:
            hits = [hit.label for hit in _names().field.find(words_of(text))]
        cities = list(dict.fromkeys(id_ for kind, id_ in hits if kind == "city"))
        regions = [id_ for kind, id_ in hits if kind in {"region", "town"}]
        countries = [id_ for kind, id_ in hits if kind in {"country", "everywhere"}]
        abroad = next((each for each in countries if each != HOME), None)
        if abroad and not cities and not regions:
            # "Nouakchott" wins over the region in which the agency sits.
            return Place(None, None, abroad)
        country = country or next(iter(countries), None)
        if region is None and regions and not cities:
            region = regions[0]
        if city is None and cities:
            found = _city(cities)
            if region is None or region_of(found) == region:
                city = found
                region = region_of(city)
    return Place(city, region, HOME if city or region else country)


def in_text(text: str) -> str | None:
    """Return the first city named in running text, such as a title or a description."""
    words = words_of(text)
    hit = next(_cities_in(words), None)
    return hit.label[1] if hit else None


def without_place(title: str) -> tuple[str, str | None]:
    """Split a title from a place behind its last separator, before it or in brackets.

    Returns:
        Title and place; ``"Comptable - Tanger"``, ``"Comptable (Tanger)"`` and
        ``"[Tanger] Comptable"`` give ``("Comptable", "Tanger")``.
    """
    places: list[str] = []
    for _ in range(_PLACES_IN_TITLE):
        split = next(filter(None, (_split(title, each) for each in _SEPARATORS)), None)
        if split is None:
            break
        title = split[0]
        places.insert(0, split[1])
    for pattern in (_BEFORE, _IN_BRACKETS):
        match = pattern.match(title)
        if match and is_place(match["place"], others=0):
            title = match["title"]
            places.append(match["place"].strip())
    return title, ", ".join(places) or None


def _split(title: str, separator: str) -> tuple[str, str] | None:
    head, found, tail = title.rpartition(separator)
    if found and head.strip() and is_place(tail):
        return head.strip(), tail.strip()
    return None


def is_place(text: str, *, others: int = 1) -> bool:
    """Whether a short text names a place and at most so many words that are no place's."""
    words = words_of(text)
    hits = _names().field.find(words)
    covered = sum(hit.last - hit.first for hit in hits)
    ignored = sum(word in _REST for word in words)
    return bool(hits) and len(words) <= 10 and len(words) - covered - ignored <= others


_REST = frozenset(
    [
        "et",
        "region",
        "regions",
        "ou",
        "et",
        "la",
        "le",
        "de",
        "du",
        "peripherie",
        "environs",
        "ville",
        "centre",
        "airport",
        "nord",
        "sud",
    ]
)


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[str, object]]:
    return dict(read("places")["cities"])


def region_of(city: str) -> str | None:
    """Return the region id of a city id."""
    entry = _places().get(city)
    return str(entry["region"]) if entry else None


@lru_cache(maxsize=64)
def neighbours(city: str) -> tuple[tuple[str, int], ...]:
    """Return the other cities with their distance in kilometres, nearest first."""
    if city not in _places():
        return ()
    here = _at(city)
    found = [(other, round(_kilometres(here, _at(other)))) for other in _places() if other != city]
    return tuple(sorted(found, key=lambda each: (each[1], each[0])))


def _at(city: str) -> tuple[float, float]:
    at: Any = _places()[city]["at"]
    return float(at[0]), float(at[1])


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    latitudes = math.radians(a[0]), math.radians(b[0])
    half = math.sin((latitudes[1] - latitudes[0]) / 2) ** 2
    half += (
        math.cos(latitudes[0])
        * math.cos(latitudes[1])
        * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(half))


def _city(cities: list[str]) -> str:
    # A suburb says more than the city it is written beside: "Rabat / Salé Technopolis".
    if cities[0] == "rabat" and "sale" in cities:
        return "sale"
    return cities[0]


def _cities_in(words: Sequence[str]) -> Iterator[Hit[_Label]]:
    names = _names()
    free = [hit for hit in names.everywhere.find(words) if hit.label[0] == "city"]
    guarded = [
        hit
        for hit in names.field.find(words)
        if hit.label[0] == "city" and hit.first and words[hit.first - 1] in names.before
    ]
    yield from sorted({*free, *guarded}, key=lambda hit: hit.first)


@lru_cache(maxsize=1)
def _names() -> _Names:
    gazetteer = yaml.safe_load(CITIES.read_text(encoding="utf-8"))
    places = read("places")
    clear: list[tuple[str, _Label]] = []
    doubtful: list[tuple[str, _Label]] = []
    for city, entry in gazetteer["entries"].items():
        guarded = {str(name) for name in entry.get("guarded", ())}
        spelled = [entry[each] for each in ("fr", "ar", "ary-Arab", "ary-Latn")]
        spelled += [*entry.get("aliases", ()), city.replace("-", " ")]
        folded = {" ".join(words_of(name)) for name in guarded}
        for name in map(str, spelled):
            target = doubtful if " ".join(words_of(name)) in folded else clear
            target.append((name, ("city", city)))
        doubtful += [(name, ("city", city)) for name in guarded]
    for city, entry in places["cities"].items():
        clear += [(str(name), ("city", city)) for name in entry.get("also", ())]
    other: list[tuple[str, _Label]] = []
    for region, names in places["regions"].items():
        other += [(str(name), ("region", region)) for name in names]
    for region, names in places["towns"].items():
        other += [(str(name), ("town", region)) for name in names]
    for country, names in places["countries"].items():
        other += [(str(name), ("country", country)) for name in names]
    other += [(name, ("everywhere", HOME)) for name in places["everywhere"]]
    other += [(name, ("country", HOME)) for name in places["here"]]
    return _Names(
        Phrases(clear, stemmed=False),
        Phrases([*clear, *doubtful, *other], stemmed=False),
        frozenset(word for name in gazetteer.get("place_words", _PLACE) for word in words_of(name)),
    )


_PLACE = ("a", "au", "de", "sur", "في", "ب", "ville")
