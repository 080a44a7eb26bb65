import pytest

from bot import channel_settings
from bot.errors import ConfigurationError

TELEGRAM = {"TELEGRAM_TOKEN": "1:a", "TELEGRAM_SECRET_TOKEN": "s-1"}
WHATSAPP = dict.fromkeys(channel_settings.WHATSAPP_VARIABLES, "x")


def test_no_variables_leave_all_channels_off() -> None:
    found = channel_settings.load({})
    assert (found.messenger, found.whatsapp, found.telegram) == (None, None, None)


def test_complete_variables_turn_one_channel_on() -> None:
    found = channel_settings.load(WHATSAPP)
    assert found.whatsapp is not None
    assert found.messenger is None


@pytest.mark.parametrize("missing", channel_settings.WHATSAPP_VARIABLES)
def test_incomplete_variables_name_what_is_missing(missing: str) -> None:
    given = {name: value for name, value in WHATSAPP.items() if name != missing}
    with pytest.raises(ConfigurationError, match=f"^WhatsApp.*: {missing} missing$"):
        channel_settings.load(given)


def test_secret_that_telegram_would_refuse_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="TELEGRAM_SECRET_TOKEN"):
        channel_settings.load({**TELEGRAM, "TELEGRAM_SECRET_TOKEN": "pas d'espaces"})


@pytest.mark.parametrize(
    ("given", "url"),
    [
        (None, "https://graph.facebook.com/v25.0"),
        ("http://127.0.0.1:9/", "http://127.0.0.1:9/v25.0"),
        ("http://127.0.0.1:9/v26.0", "http://127.0.0.1:9/v26.0"),
    ],
)
def test_version_is_added_to_the_graph_where_it_is_missing(given: str | None, url: str) -> None:
    env = {**WHATSAPP, **({"GRAPH_API_URL": given} if given else {})}
    found = channel_settings.load(env).whatsapp
    assert found is not None
    assert found.graph_api_url == url


def test_secrets_are_not_in_what_is_printed() -> None:
    found = channel_settings.load({**TELEGRAM, **dict.fromkeys(WHATSAPP, "hidden")})
    assert "hidden" not in repr(found).replace("phone_number_id='hidden'", "")
    assert "1:a" not in repr(found)
