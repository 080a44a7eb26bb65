"""Messenger's profile: get-started button, greeting, menu, and the page's subscription."""

from __future__ import annotations

from channels.graph import GraphClient
from channels.menu import greeting, items
from channels.messenger.receive import GET_STARTED, MENU_PREFIX

FIELDS = (
    "messages,messaging_postbacks,messaging_referrals,message_reactions,message_echoes,"
    "messaging_handovers,messaging_optins,message_deliveries,message_reads"
)
GREETING = 160
MENU_ITEMS = 20
MENU_TITLE = 30
_LOCALES = {"default": "fr", "fr_FR": "fr", "ar_AR": "ar"}


async def greet_and_menu(graph: GraphClient, page_id: str) -> list[str]:
    """Register all of it; return what was done.

    Raises:
        PlatformError: Meta refuses it.
    """
    await graph.post(f"{page_id}/subscribed_apps", {"subscribed_fields": FIELDS})
    await graph.post("me/messenger_profile", profile())
    return ["page subscribed", "get-started button, greeting and menu set in French and Arabic"]


def profile() -> dict[str, object]:
    """Return the body for Meta's messenger_profile."""
    return {
        "get_started": {"payload": GET_STARTED},
        "greeting": [
            {"locale": locale, "text": greeting(language)[:GREETING]}
            for locale, language in _LOCALES.items()
        ],
        "persistent_menu": [
            {
                "locale": locale,
                "composer_input_disabled": False,
                "call_to_actions": [
                    {
                        "type": "postback",
                        "title": item.titles[language],
                        "payload": MENU_PREFIX + item.command,
                    }
                    for item in items()[:MENU_ITEMS]
                ],
            }
            for locale, language in _LOCALES.items()
        ],
    }
