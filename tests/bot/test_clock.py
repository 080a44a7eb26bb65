from datetime import datetime, timedelta, timezone

import pytest

from bot import clock


@pytest.fixture(autouse=True)
def _thaw():
    yield
    clock.freeze(None)


def test_ramadan_is_an_hour_behind_the_rest_of_the_year() -> None:
    assert clock.parse("2026-02-20T12:00").utcoffset() == timedelta(0)
    assert clock.parse("2026-11-24T12:00").utcoffset() == timedelta(hours=1)


def test_environment_freezes_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_NOW", "2026-11-24T08:00:00Z")
    assert clock.now().isoformat() == "2026-11-24T09:00:00+01:00"


def test_day_changes_at_midnight_in_casablanca() -> None:
    clock.freeze(datetime(2026, 11, 24, 23, 30, tzinfo=timezone.utc))
    assert clock.today().isoformat() == "2026-11-25"


def test_naive_moments_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        clock.freeze(datetime(2026, 11, 24))
