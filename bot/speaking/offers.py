"""How offers are said: one block of lines an offer, labels in the student's variety."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot import clock
from bot.offers.index.filters import Filters
from bot.offers.index.store import DEMO_SOURCE
from bot.offers.normalising.text import shorten
from bot.offers.offer import Offer
from bot.speaking.catalogue import catalogue
from bot.understanding.gazetteers.labels import label

_DOT = " · "
_DESCRIPTION = 420
_REASONS = ("city", "contract", "sector", "internship_type", "work_time")


def text(name: str, variety: str, **values: Any) -> str:
    """Return a response of the catalogue with its placeholders filled."""
    said = catalogue()[name].texts[variety]
    for key, value in values.items():
        said = said.replace("{" + key + "}", str(value))
    return said


def wanted(filters: Filters, variety: str) -> str:
    """Return what is searched, in a few words: "stage, Casablanca"."""
    parts = []
    if filters.internship_type:
        parts.append(label("internship_type", filters.internship_type, variety))
    else:
        parts += [label("contract", each, variety) for each in filters.contract]
    parts += [label("sector", each, variety) for each in filters.sector]
    words = spoken(filters.words)
    if words and not filters.sector:
        parts.append(words)
    if filters.work_time:
        parts.append(label("work_time", filters.work_time, variety))
    if filters.remote:
        parts.append(text("offers_label_remote", variety))
    if filters.level:
        parts.append(label("level", filters.level, variety))
    parts += [label("city", each, variety) for each in filters.city]
    comma = "، " if variety in {"ar", "ary-Arab"} else ", "
    return comma.join(parts) or text("offers_label_all", variety)


def listed(offers: Sequence[Offer], variety: str) -> str:
    """Return the offers, numbered."""
    return "\n\n".join(
        _short(number, offer, variety) for number, offer in enumerate(offers, start=1)
    )


def facts(offer: Offer, variety: str) -> str:
    """Return all that is known of an offer, a line a fact."""
    lines = [_DOT.join(_where(offer, variety))]
    if offer.level:
        named = label("level", offer.level, variety)
        lines.append(
            text("offers_label_level_none", variety)
            if offer.level == "none"
            else text("offers_label_level_from", variety, level=named)
        )
    if offer.experience_years_min is not None:
        years = offer.experience_years_min
        lines.append(
            text("offers_label_years", variety, n=years)
            if years
            else text("offers_label_no_experience", variety)
        )
    if offer.salary_min or offer.salary_max:
        ends = [f"{each:g}" for each in (offer.salary_min, offer.salary_max) if each]
        lines.append(text("offers_label_salary", variety, range=" - ".join(dict.fromkeys(ends))))
    if offer.positions and offer.positions > 1:
        lines.append(text("offers_label_positions", variety, n=offer.positions))
    if offer.posted_at:
        lines.append(text("offers_label_posted", variety, date=_day(offer.posted_at)))
    if offer.expires_at:
        lines.append(text("offers_label_until", variety, date=_day(offer.expires_at)))
    if offer.description:
        lines.append(shorten(offer.description.replace("\n", " "), _DESCRIPTION))
    return "\n".join([*lines, *_cautions(offer, variety)])


def reasons(offer: Offer, filters: Filters, variety: str) -> str:
    """Return why an offer fits what was searched, or ``""``."""
    found = []
    for name in _REASONS:
        asked = getattr(filters, name)
        value = getattr(offer, name)
        if value and (value in asked if isinstance(asked, tuple) else value == asked):
            found.append(label(name, value, variety))
    if filters.level and offer.level:
        found.append(text("offers_label_level_fits", variety))
    if filters.words and spoken(filters.words):
        found.append(text("offers_label_words_fit", variety))
    if offer.experience_years_min == 0:
        found.append(text("offers_label_no_experience", variety))
    comma = "، " if variety in {"ar", "ary-Arab"} else ", "
    return comma.join(dict.fromkeys(found))


def button(name: str, payload: str, variety: str, **values: Any) -> dict[str, str]:
    """Return a button with a label of the catalogue."""
    return {"title": text(name, variety, **values), "payload": payload}


def _short(number: int, offer: Offer, variety: str) -> str:
    head = f"{number}. {offer.title}"
    if offer.source == DEMO_SOURCE:
        head += f" {text('offers_label_demo', variety)}"
    second = _where(offer, variety)
    if offer.posted_at:
        second.append(_day(offer.posted_at))
    lines = [head, _DOT.join(second)]
    if offer.url:
        lines.append(offer.url)
    return "\n".join([*lines, *_cautions(offer, variety)])


def _where(offer: Offer, variety: str) -> list[str]:
    parts = [offer.organization or text("offers_label_hidden", variety)]
    if offer.city:
        parts.append(label("city", offer.city, variety))
    if offer.contract:
        parts.append(label("contract", offer.contract, variety))
    if offer.remote:
        parts.append(text("offers_label_remote", variety))
    return parts


def _cautions(offer: Offer, variety: str) -> list[str]:
    found = [text(f"utter_offer_warning_{name}", variety) for name in offer.warnings]
    if offer.expires_at and offer.expires_at < clock.now():
        found.append(text("offers_label_expired", variety))
    return found


def spoken(words: str) -> str:
    """Return the words of a search that say something, as they were typed."""
    from bot.offers import vocabulary  # noqa: PLC0415  plain data
    from bot.offers.phrases import tokens  # noqa: PLC0415

    skipped = vocabulary.words("french", "english", "arabic", "search")
    kept = [words[each.start : each.end] for each in tokens(words) if each.text not in skipped]
    return " ".join(word for word in kept if len(word) > 1)[:60]


def _day(moment: Any) -> str:
    return str(moment.strftime("%d/%m/%Y"))
