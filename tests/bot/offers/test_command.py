"""The command line of the import, with a web of our own."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import pytest

from bot import settings
from bot.commands import offers
from bot.offers.feeds import fetching

ADDRESS = "https://jobs.example/feed.csv"


@pytest.fixture()
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What lies at the address."""
    path = tmp_path / "fetched.csv"
    path.write_text("titre,ville,contrat\nVendeur,Rabat,CDI\n", encoding="utf-8")
    monkeypatch.setattr(
        fetching, "fetch", lambda url, directory: fetching.Fetched(path, changed=False)
    )
    return path


def run(database: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    offers.add(parser.add_subparsers())
    options = parser.parse_args(["offers", "import", ADDRESS, *arguments])
    return int(options.run(options, settings.load({"DATABASE_URL": f"sqlite:///{database}"})))


def test_an_address_is_imported_once_until_it_changes(
    tmp_path: Path, fetched: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed, database = str(tmp_path / "feed.yml"), tmp_path / "a.sqlite3"
    assert run(database, "--explain", "--save", feed) == 0
    # then it was only looked at: the import is the first, and the next has nothing to do
    capsys.readouterr()
    assert run(database, "--feed", feed) == 0
    assert "1 new" in capsys.readouterr().out
    assert run(database, "--feed", feed) == 0
    assert "not changed" in capsys.readouterr().out
    # another database has not had it
    assert run(tmp_path / "b.sqlite3", "--feed", feed) == 0
    assert "1 new" in capsys.readouterr().out
    # when it has changed
    fetched.write_text("titre,ville,contrat\nCaissier,Rabat,CDI\n", encoding="utf-8")
    later = fetched.stat().st_mtime + 10
    os.utime(fetched, (later, later))
    assert run(database, "--feed", feed) == 0
    assert "1 new" in capsys.readouterr().out
