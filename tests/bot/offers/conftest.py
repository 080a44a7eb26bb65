"""A small index."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot import clock
from bot.memory.database import engine_for
from bot.offers.feeds.description import Feed
from bot.offers.importing import Report, import_file

NOW = clock.parse("2026-11-24T10:00:00")
FEED = Feed(
    "board",
    "jsonl",
    {
        name: (name,)
        for name in [
            "title",
            "organization",
            "city",
            "region",
            "contract",
            "level",
            "experience",
            "description",
            "url",
            "id",
            "posted_at",
            "expires_at",
            "sector",
            "work_time",
            "remote",
            "salary",
        ]
    },
)


@pytest.fixture(autouse=True)
def frozen() -> object:
    clock.freeze(NOW)
    yield
    clock.freeze(None)


@pytest.fixture()
def engine(any_database_url: str) -> Engine:
    return engine_for(any_database_url)


Bring = Callable[..., Report]


@pytest.fixture()
def bring(engine: Engine, tmp_path: Path) -> Bring:
    """Import rows as a feed of the given name."""

    def importing(rows: list[dict], source: str = "board", **changes: object) -> Report:
        path = tmp_path / f"{source}.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        feed = Feed(**{**FEED.__dict__, "name": source, **changes})
        return import_file(engine, path, feed, rejects=tmp_path / "rejects.jsonl")

    return importing


def row(title: str = "Comptable", number: int = 1, **values: str) -> dict[str, str]:
    return {
        "title": title,
        "url": f"https://jobs.example/{number}",
        "organization": f"Cabinet {number}",
        "city": "Tanger",
        "contract": "CDI",
        "level": "Bac+2",
        "posted_at": "2026-11-20",
        "description": "Un poste dans une petite équipe.",
        **values,
    }
