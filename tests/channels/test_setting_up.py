import asyncio

import pytest

from bot import channel_loading, settings
from bot.errors import ConfigurationError
from channels.entrances import payload_of_command
from channels.menu import items
from channels.messenger.setup import MENU_TITLE, profile
from tests.channels.conftest import Fakes, Router


@pytest.fixture()
def environment(platform_environment: dict[str, str], fakes: Fakes) -> dict[str, str]:
    return dict(platform_environment)


def check(environment: dict[str, str]) -> list[tuple[bool, str]]:
    return asyncio.run(channel_loading.checks(settings.load(environment), environment))


def setup(environment: dict[str, str], url: str | None) -> list[tuple[bool, str]]:
    given = settings.load(environment)
    return asyncio.run(channel_loading.setups(given, url, whatsapp_account="3003"))


def test_check_names_the_variables_of_channels_that_are_off() -> None:
    lines = check({})
    assert all(fine for fine, _ in lines)
    assert "telegram: off (needs TELEGRAM_TOKEN, TELEGRAM_SECRET_TOKEN)" in [x for _, x in lines]


def test_check_says_who_answers(environment: dict[str, str]) -> None:
    assert check(environment) == [
        (True, "messenger: on, answers as Career Center"),
        (True, "whatsapp: on, answers as CC"),
        (True, "telegram: on, answers as @wijha_bot"),
    ]


def test_check_says_when_a_token_is_wrong(environment: dict[str, str]) -> None:
    wrong = {**environment, "TELEGRAM_TOKEN": "9:wrong", "MESSENGER_PAGE_TOKEN": "wrong"}
    lines = check(wrong)
    assert (False, "messenger: on, but the platform refuses: 190") in lines
    assert (False, "telegram: on, but the platform refuses: InvalidToken") in lines


def test_check_says_when_a_platform_does_not_answer(environment: dict[str, str]) -> None:
    closed = "http://127.0.0.1:9"
    lines = check({**environment, "TELEGRAM_API_URL": closed, "GRAPH_API_URL": closed})
    assert [line for fine, line in lines if not fine] == [
        "messenger: on, but the platform does not answer: ConnectError",
        "whatsapp: on, but the platform does not answer: ConnectError",
        "telegram: on, but the platform does not answer: NetworkError",
    ]


def test_setup_registers_everything(
    environment: dict[str, str], fakes: Fakes, session_fakes: tuple[Fakes, Router]
) -> None:
    assert all(fine for fine, _ in setup(environment, "https://bot.example.ma/"))
    made = dict(fakes.messenger.calls)
    assert set(made) == {"POST 1001/subscribed_apps", "POST me/messenger_profile"}
    assert [name for name, _ in fakes.whatsapp.calls] == ["POST 3003/subscribed_apps"]
    webhook = dict(fakes.telegram.calls)["setWebhook"]
    assert webhook["url"] == "https://bot.example.ma/webhooks/telegram/webhook"
    assert webhook["secret_token"] == environment["TELEGRAM_SECRET_TOKEN"]
    codes = [f.get("language_code") for n, f in fakes.telegram.calls if n == "setMyCommands"]
    assert set(codes) == {None, "fr", "ar"}


def test_setup_refuses_an_address_that_no_platform_calls(environment: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="https"):
        setup(environment, "http://bot.example.ma")


def test_every_item_of_the_menu_leads_somewhere() -> None:
    for item in items():
        assert payload_of_command(item.command), item.command
        assert all(len(title) <= MENU_TITLE for title in item.titles.values())


def test_greeting_fits() -> None:
    assert all(len(each["text"]) <= 160 for each in profile()["greeting"])
