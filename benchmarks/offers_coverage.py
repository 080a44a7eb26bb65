"""How much of what boards' rows state is known: ``python -m benchmarks.offers_coverage``.

Whether a row states something is read from its raw text, not with the program's own reading: a
column that is filled and no placeholder; for the city, one of the cities' French names in the
column of the city, in the title or in the address. Prints the share of those rows in which the
offer has a value, the share in which the city is one that the row names, and the rows that lack it.
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from benchmarks import boards
from bot import clock
from bot.offers.feeds import description
from bot.offers.normalising.record import make
from bot.settings import DATA

AIMS = {"city": 0.97, "contract": 0.95, "level": 0.90, "city as named": 0.97}
PLACEHOLDERS = {"", "non specifie", "autre", "inconnu", "maroc", "indifferent"}
COLUMNS = {
    "rekrute": {
        "city": ("Ville", "Postename", "LienPostuler"),
        "contract": ("TypeContrat",),
        "level": ("NiveauEtude",),
    },
    "emploi_ma": {
        "city": ("Postname", "Postuler"),
        "contract": ("Type_de_contrat",),
        "level": ("niveau_etude",),
    },
}
NOW = "2024-12-26T10:00:00"  # when the boards were copied


class Share:
    """Rows that state a field, and those of them in which it is known."""

    def __init__(self) -> None:
        self.stated = 0
        self.lacking: list[str] = []

    @property
    def known(self) -> float:
        """The share, 0 to 1; 1 when no row states it."""
        return 1 - len(self.lacking) / self.stated if self.stated else 1.0

    def count(self, known: bool, text: str) -> None:
        """Count a row that states the field."""
        self.stated += 1
        if not known:
            self.lacking.append(text)


def coverage(path: Path, board: str) -> dict[str, Share]:
    """Return the shares of one board's file, by the names of :data:`AIMS`."""
    shares = {name: Share() for name in AIMS}
    feed = description.load(board)
    now = clock.parse(NOW)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            offer = make(row, feed, now).offer
            for field, columns in COLUMNS[board].items():
                text = " | ".join(row[column] or "" for column in columns)
                if field != "city":
                    if _folded(text) not in PLACEHOLDERS:
                        shares[field].count(getattr(offer, field) is not None, text)
                    continue
                named = set(_cities(text))
                if named:
                    shares["city"].count(offer.city is not None, text)
                    shares["city as named"].count(offer.city in named, f"{offer.city}: {text}")
    return shares


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    path = DATA / "gazetteers" / "city.yml"
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]
    return {str(city): _words(entry["fr"]) for city, entry in entries.items()}


def _cities(text: str) -> Iterator[str]:
    words = _words(text)
    # Also in one word: "Benguerir".
    return (
        city
        for city, name in _labels().items()
        if name in words or f" {name.replace(' ', '')} " in words
    )


def _words(text: str) -> str:
    return f" {re.sub('[^a-z0-9]+', ' ', _folded(text)).strip()} "


def _folded(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text).casefold().strip()
    return "".join(each for each in marks if not unicodedata.combining(each))


def main() -> int:
    """Print the shares; return 0 when the aims are met."""
    given = [each for each in sys.argv[1:] if each != "--show"]
    found = boards.files(given[0] if given else None)
    if not all(path.is_file() for path in found.values()):
        print(f"offers: {boards.MISSING}")
        return 0
    met = True
    for board, path in found.items():
        for name, share in coverage(path, board).items():
            met = met and share.known >= AIMS[name]
            print(
                f"{board}: {name} known in {share.known:.3f} of {share.stated} rows that state it"
                f" (aim {AIMS[name]})"
            )
            if "--show" in sys.argv:
                print("".join(f"  {text}\n" for text in share.lacking), end="")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
