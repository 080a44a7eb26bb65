"""Makes as many offers as wanted, spread as real ones are: few cities and trades have most."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from bot.offers.vocabulary import LEVELS, read

CONTRACTS = ("CDI", "CDI", "CDI", "CDD", "Intérim", "Stage", "Freelance", "Saisonnier")
SEED = 20261124
_SENTENCE_WORDS = 40


def rows(number: int) -> Iterator[dict[str, str]]:
    """Yield rows of a feed; the same number gives the same rows."""
    chance = random.Random(SEED)
    cities = [name.replace("-", " ") for name in read("places")["cities"]]
    trades = [entry["words"] for entry in read("trades")["trades"].values()]
    latin = [[word for word in words if str(word).isascii()] for words in trades]
    general = [word for words in latin for word in words]
    for n in range(number):
        trade = latin[min(int(chance.expovariate(0.08)), len(latin) - 1)]
        city = cities[min(int(chance.expovariate(0.25)), len(cities) - 1)]
        text = " ".join(
            chance.choice(trade if chance.random() < 0.2 else general)
            for _ in range(_SENTENCE_WORDS // 2)
        )
        yield {
            "title": f"{chance.choice(trade)} {chance.choice(('junior', 'senior', 'confirmé'))}",
            "url": f"https://made.example/{n}",
            "organization": f"Entreprise {chance.randrange(4000)}",
            "city": city,
            "contract": chance.choice(CONTRACTS),
            "level": chance.choice(LEVELS),
            "posted_at": f"2026-{chance.randrange(1, 12):02d}-{chance.randrange(1, 29):02d}",
            "experience": f"{chance.randrange(6)} ans",
            "description": text,
        }


def write(path: Path, number: int) -> Path:
    """Write the rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as stream:
        for row in rows(number):
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path
