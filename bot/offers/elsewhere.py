"""An index of offers somewhere else, asked over HTTP (``JOB_INDEX_URL``)."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import requests

from bot.errors import ServiceError
from bot.offers.index.filters import LISTS, Filters
from bot.offers.index.search import Result
from bot.offers.offer import Offer, from_json

TIMEOUT = (2.0, 5.0)  # seconds to connect, to answer
TRIES = 2
REMEMBERED = 500  # answers that are given again while the index is down
_AGAIN = {429, 500, 502, 503, 504}

Parameters = tuple[tuple[str, str], ...]


class IndexElsewhere:
    """Searches an index that answers as :mod:`bot.offers.listing` does.

    Args:
        url: Address of its ``/offers``.
        sleep: Waits between two tries.
    """

    def __init__(self, url: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._url = url
        self._sleep = sleep
        self._session = requests.Session()
        self._remembered: OrderedDict[Parameters, Any] = OrderedDict()

    def search(
        self, filters: Filters, *, limit: int = 3, offset: int = 0
    ) -> tuple[list[Result], bool]:
        """Return the best offers, and whether there are more.

        Raises:
            ServiceError: The index does not answer and never answered this question.
        """
        answer = self._ask(_parameters(filters, limit, offset))
        results = [Result(from_json(each), float(each["score"])) for each in answer["offers"]]
        return results, bool(answer["more"])

    def by_ids(self, ids: list[str]) -> dict[str, Offer]:
        """Return offers by their ids."""
        if not ids:
            return {}
        answer = self._ask(tuple(("id", each) for each in ids))
        return {each["id"]: from_json(each) for each in answer["offers"]}

    def _ask(self, parameters: Parameters) -> Any:
        for tried in range(TRIES):
            try:
                answer = self._session.get(self._url, params=parameters, timeout=TIMEOUT)
                if answer.status_code not in _AGAIN:
                    answer.raise_for_status()
                    return self._remember(parameters, answer.json())
            except (requests.RequestException, ValueError):
                pass
            if tried + 1 < TRIES:
                self._sleep(0.3)
        if parameters in self._remembered:
            return self._remembered[parameters]
        raise ServiceError("the index of offers does not answer")

    def _remember(self, parameters: Parameters, answer: Any) -> Any:
        self._remembered[parameters] = answer
        self._remembered.move_to_end(parameters)
        if len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return answer


def _parameters(filters: Filters, limit: int, offset: int) -> Parameters:
    found: list[tuple[str, str]] = [("limit", str(limit)), ("offset", str(offset))]
    for name, value in filters.as_json().items():
        if isinstance(value, list):
            found += [(name, str(each)) for each in value]
        else:
            found.append((name, "true" if value is True else str(value)))
    return tuple(sorted(found))


MANY = (*LISTS, *(f"not_{name}" for name in LISTS))
"""Parameters that may stand several times."""
