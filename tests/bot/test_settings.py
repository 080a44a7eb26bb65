import pytest

from bot import settings
from bot.errors import ConfigurationError


def test_defaults_are_sqlite_and_dev() -> None:
    loaded = settings.load({})
    assert loaded.database_url.startswith("sqlite:///")
    assert (loaded.redis_url, loaded.profile, loaded.port) == (None, "dev", 5005)


def test_short_postgres_scheme_is_understood() -> None:
    assert settings.load({"DATABASE_URL": "postgres://h/d"}).database_url == "postgresql://h/d"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"BOT_PROFILE": "live"}, "BOT_PROFILE"),
        ({"PORT": "http"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"DATABASE_URL": "mysql://h/d"}, "mysql"),
        ({"BOT_NOW": "tomorrow"}, "BOT_NOW"),
        ({"BOT_NOW": "2026-11-24T09:00", "BOT_PROFILE": "prod"}, "BOT_NOW"),
    ],
)
def test_what_cannot_be_used_is_named(environment: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        settings.load(environment)
    assert named in str(error.value)
    assert "\n" not in str(error.value)
