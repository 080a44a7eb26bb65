"""The buttons below offers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.offers.offer import Offer
from bot.speaking import offers as said
from bot.understanding.gazetteers.labels import label

Button = dict[str, str]

_CITIES = ("casablanca", "rabat", "tanger", "marrakech")


def details(offers: Sequence[Offer], variety: str) -> list[Button]:
    """Return a button an offer, by its number."""
    return [
        said.button(
            "offers_label_details", f'/offer_details{{"offer": "{offer.id}"}}', variety, n=number
        )
        for number, offer in enumerate(offers, start=1)
    ]


def keeping(wish: str, offer: str, variety: str) -> Button:
    """Return the button that keeps an offer or keeps it no longer.

    Args:
        wish: ``save`` or ``forget``.
        offer: Id of the offer.
        variety: Variety of the label.
    """
    payload = f'/offer_details{{"wish": "{wish}", "offer": "{offer}"}}'
    return said.button(f"offers_label_{wish}", payload, variety)


def more(variety: str) -> Button:
    """Return the button for the next offers."""
    return said.button("offers_label_more", "/more_offers", variety)


def alert(variety: str) -> Button:
    """Return the button for alerts."""
    return said.button("offers_label_alert", "/subscribe_alerts", variety)


def cv(variety: str) -> Button:
    """Return the button for advice on the CV."""
    return said.button("offers_label_cv", "/ask_cv", variety)


def cities(variety: str) -> list[Button]:
    """Return a button for each of some large cities, and one for everywhere."""
    buttons = [
        {"title": label("city", city, variety), "payload": f'/search_offers{{"city": "{city}"}}'}
        for city in _CITIES
    ]
    everywhere = '/search_offers{"wish": "everything"}'
    return [*buttons, said.button("offers_label_everywhere", everywhere, variety)]
