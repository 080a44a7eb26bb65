"""Services that tests of any folder may ask for; each is started once and stopped at the end.

``database_url`` gives an empty SQLite database, ``any_database_url`` runs a test on SQLite and on
PostgreSQL. Tests whose service is not installed are left out and named with the command that
brings them back; ``make test`` installs the services where it may.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import boards
from tests.services import postgresql, redis

INSTALL = "apt-get install redis-server postgresql chromium"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """URL of a PostgreSQL server's maintenance database."""
    with postgresql.server() as url:
        yield url


@pytest.fixture()
def postgresql_url(postgresql_server: str) -> str:
    """URL of an empty PostgreSQL database."""
    return postgresql.new_database(postgresql_server)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """URL of a Redis server."""
    with redis.server() as url:
        yield url


@pytest.fixture()
def database_url(tmp_path: Path) -> str:
    """URL of an empty SQLite database."""
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def any_database_url(request: pytest.FixtureRequest) -> str:
    """URL of an empty database, once on SQLite and once on PostgreSQL."""
    name = "database_url" if request.param == "sqlite" else "postgresql_url"
    return str(request.getfixturevalue(name))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what the machine cannot run; ``pytest_report_header`` says so."""
    missing = _missing()
    left_out = [item for item in items if any(item.get_closest_marker(m) for m in missing)]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def pytest_report_header() -> list[str]:
    """Name the tests that are left out and how to bring them back."""
    lines = []
    missing = _missing()
    if missing:
        lines.append(
            f"LEFT OUT: tests marked {', '.join(missing)}; bring them back with: {INSTALL}"
        )
    if not boards.AT_HAND:
        lines.append(f"DEMO OFFERS ONLY: {boards.MISSING}")
    return lines


def _missing() -> list[str]:
    there = {
        "postgresql": postgresql.programs() is not None,
        "redis": shutil.which("redis-server") is not None,
        "browser": shutil.which("chromium") is not None,
    }
    return [marker for marker, found in there.items() if not found]
