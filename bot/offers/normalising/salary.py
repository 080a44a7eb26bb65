"""Salary ranges in dirhams."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.offers.normalising import terms
from bot.offers.phrases import fold, words_of
from bot.offers.vocabulary import read

_NUMBER = re.compile(r"\d{1,3}(?:[ .,\u00a0\u202f']\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"(\d+(?:[.,]\d)?)\s*k\b", re.IGNORECASE)


@dataclass(frozen=True)
class Salary:
    """Dirhams a period."""

    least: float | None = None
    most: float | None = None
    period: str | None = None


def of_fields(own: str, least: str, most: str, period: str) -> Salary:
    """Return the range that the fields of a feed give."""
    numbers = _numbers(own)
    low = next(iter(_numbers(least)), None) or (numbers[0] if numbers else None)
    high = next(iter(_numbers(most)), None) or (numbers[1] if len(numbers) > 1 else None)
    if low is None and high is None:
        return Salary()
    if low is not None and high is not None and high < low:
        low, high = high, low
    said = terms.first("salary_period", (period, False), (own, False))
    return Salary(low, high, said or _usual(low or high or 0))


def in_text(text: str) -> Salary:
    """Return the range in running text: only numbers that stand beside the currency count."""
    money = _money()
    if not money.intersection(words_of(text)):
        return Salary()
    words = text.split()
    for position, word in enumerate(words):
        if money & set(words_of(word)):
            near = " ".join(words[max(0, position - 5) : position + 3])
            found = of_fields(near, "", "", "")
            if found.least is not None and found.least >= 10:
                return found
    return Salary()


@lru_cache(maxsize=1)
def _money() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in read("terms")["money"])


def _usual(amount: float) -> str:
    if amount < 200:
        return "hour"
    return "month" if amount < 90_000 else "year"


def _numbers(text: str) -> list[float]:
    text = "".join(str(int(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    text = _THOUSANDS.sub(lambda m: str(int(float(m.group(1).replace(",", ".")) * 1000)), text)
    found = []
    for match in _NUMBER.finditer(text):
        raw = match.group()
        grouped = re.fullmatch(r"\d{1,3}(?:[ .,\u00a0\u202f']\d{3})+", raw)
        number = float(re.sub(r"\D", "", raw)) if grouped else float(raw.replace(",", "."))
        if 5 <= number <= 10_000_000:
            found.append(number)
    return found[:2]
