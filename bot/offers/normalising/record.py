"""From one row of a feed to an offer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from bot.offers.feeds.description import Feed
from bot.offers.normalising import identity, place, salary, smells, terms, when
from bot.offers.normalising.text import MAX_DESCRIPTION, clean, shorten
from bot.offers.offer import Offer
from bot.offers.phrases import words_of
from bot.offers.vocabulary import anonymous, hides, words

MAX_TITLE = 160
_PLACEHOLDER = 80  # characters; what is longer says something
_IN_TITLE = re.compile(r"\(([^()]{2,40})\)")
_NUMBER = re.compile(r"\d+(?:er|eme|e|st|nd|rd|th)?")
_SKILLS = re.compile(r"\s*[;,|\n•]\s*|\s+-\s+")
_ARABIC = re.compile("[\u0620-\u064a]")
Row = Mapping[str, Any]


class Rejected(ValueError):
    """A row that is no offer; the message is the reason."""


@dataclass(frozen=True)
class Made:
    """An offer with what identifies it.

    Attributes:
        offer: The offer.
        key: Its address or number; one offer a key.
        twin: Shared with the same offer on another board, or ``None``.
        stated: Names of the fields that the row had something for.
    """

    offer: Offer
    key: str
    twin: str | None
    stated: frozenset[str]


def make(row: Row, feed: Feed, now: datetime) -> Made:
    """Turn a row into an offer.

    Args:
        row: Column or path to value.
        feed: How the source writes.
        now: The moment of the import.

    Raises:
        Rejected: The row has no title.
    """
    raw = _fields(row, feed)
    title, title_place = place.without_place(raw["title"])
    title = identity.without_gender(title)
    if not words_of(title):
        raise Rejected("no title")
    description = raw["description"]
    where = _place(raw, title, title_place, description)
    url = raw["url"] if identity.address(raw["url"]) else None
    organization = _organization(raw, feed, title_place)
    contract = _contract(raw, title, description)
    text = f"{title} . {description}"  # one text for all: its words are found once
    internship = terms.first(
        "internship_type", (raw["internship_type"], True), (title, False), (description, False)
    )
    if internship and not contract:
        contract = "internship"
    pay = salary.of_fields(
        raw["salary"], raw["salary_min"], raw["salary_max"], raw["salary_period"]
    )
    if pay.least is None and pay.most is None:
        pay = salary.in_text(text)
    posted = when.parse(raw["posted_at"], now, day_first=feed.day_first)
    expires = when.parse(raw["expires_at"], now, day_first=feed.day_first)
    key = identity.key(feed.name, url, raw["id"] or None, title, organization, where.city)
    remote = terms.first("remote", (raw["remote"], True), (title, False), (description, False))
    offer = Offer(
        id=f"{feed.name}-{identity.digest(key)[:12]}",
        source=feed.name,
        url=url,
        title=shorten(title, MAX_TITLE),
        organization=organization,
        city=where.city,
        region=where.region,
        country=where.country,
        remote=None if remote is None else remote == "true",
        contract=contract,
        internship_type=internship if contract == "internship" else None,
        work_time=terms.first("work_time", (raw["work_time"], True), (text, False)),
        sector=terms.sector(raw["sector"], title, f"{raw['skills']} {description}".strip()),
        level=terms.level(raw["level"], title, description),
        experience_years_min=terms.experience(raw["experience"], title, description),
        salary_min=pay.least,
        salary_max=pay.most,
        salary_period=pay.period,
        languages=terms.languages(raw["languages"], text),
        skills=_skills(raw["skills"]),
        positions=terms.positions(raw["positions"]),
        description=shorten(description, MAX_DESCRIPTION) or None,
        posted_at=posted if posted is None or posted <= now else now,
        expires_at=when.end_of(expires) if expires else None,
        seen_at=now,
        text_language=_language(text),
        warnings=smells.of(text, organization=organization, country=where.country),
    )
    twin = identity.twin(offer.title, organization, where.city, contract)
    return Made(offer, key, twin, frozenset(name for name, value in raw.items() if value))


def _fields(row: Row, feed: Feed) -> dict[str, str]:
    from bot.offers.feeds.description import FIELDS  # noqa: PLC0415  plain data

    empty = _empty(feed.empty)
    raw = dict.fromkeys(FIELDS, "")
    for name, columns in feed.columns.items():
        pieces = []
        for column in columns:
            text = clean(_text(row.get(column)), lines=name == "description")
            if text and not (len(text) <= _PLACEHOLDER and " ".join(words_of(text)) in empty):
                pieces.append(text)
        joined = name in {"description", "location"}
        raw[name] = "\n".join(pieces) if joined else (pieces[0] if pieces else "")
    for name, value in feed.fixed.items():
        raw[name] = raw[name] or value
    return raw


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return " ; ".join(str(each) for each in value if each is not None)
    return value


@lru_cache(maxsize=8)
def _empty(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset({"", *(" ".join(words_of(text)) for text in texts)})


def _place(
    raw: Mapping[str, str], title: str, title_place: str | None, description: str
) -> place.Place:
    fields = [title_place or "", raw["location"], raw["city"], raw["region"], raw["country"]]
    found = place.of_fields([text for text in fields if text])
    if found.city or (found.country and found.country != place.HOME):
        return found
    slug = urlsplit(raw["url"]).path.rsplit("/", 1)[-1].replace("-", " ") if raw["url"] else ""
    for text in (title, slug, description[:1500]):
        city = place.in_text(text)
        if city and found.region in {None, place.region_of(city)}:
            return place.Place(city, place.region_of(city), place.HOME)
    return found


def _contract(raw: Mapping[str, str], title: str, description: str) -> str | None:
    """A field of its own says it; "(CDD)" in the title where the field says nothing."""
    named = terms.first("contract", (raw["contract"], True), (raw["internship_type"], True))
    in_brackets = [terms.first("contract", (each, False)) for each in _IN_TITLE.findall(title)]
    if named is None:
        named = next(filter(None, in_brackets), None)
    return named or terms.first("contract", (title, False), (description, False))


def _organization(raw: Mapping[str, str], feed: Feed, title_place: str | None) -> str | None:
    name = raw["organization"].strip(" -–,.;:")
    if not _names_somebody(words_of(name)):
        name = ""
    if any(re.search(each, name, re.IGNORECASE) for each in feed.not_organization):
        name = ""
    if len(name) > 80:
        name = ""
    if not name and feed.organization_from_url and raw["url"]:
        match = re.search(feed.organization_from_url, raw["url"])
        if match:
            name = _from_slug(match.group("organization"), title_place or "")
    return name or None


def _names_somebody(found: Sequence[str]) -> bool:
    """Whether words name an employer: not "Confidentiel", nor the day the offer is of."""
    if not found or " ".join(found) in anonymous() or found[0] in hides():
        return False
    said = [word for word in found if not _NUMBER.fullmatch(word) and word not in when.months()]
    return bool(said) or not any(_NUMBER.fullmatch(word) for word in found)


def _from_slug(slug: str, where: str) -> str:
    parts = slug.split("-")
    known = set(words_of(where))
    while parts and (parts[-1] in known or place.is_place(parts[-1])):
        parts.pop()
    name = " ".join(filter(None, parts))
    return "" if name in anonymous() else name.title()


def _skills(text: str) -> tuple[str, ...]:
    found = [each.strip() for each in _SKILLS.split(text) if 1 < len(each.strip()) <= 60]
    return tuple(dict.fromkeys(found))[:20]


def _language(text: str) -> str | None:
    sample = text[:600]
    arabic = len(_ARABIC.findall(sample))
    if arabic and arabic * 2 > sum(char.isalpha() for char in sample):
        return "ar"
    found = words_of(sample)
    french = sum(word in words("french") for word in found)
    english = sum(word in words("english") for word in found)
    if french == english:
        return "fr" if found else None
    return "fr" if french > english else "en"
