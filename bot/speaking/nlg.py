"""Rasa's natural language generator over our catalogue (endpoints.yml: nlg)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import clock
from bot.giving_way import give_way
from bot.speaking.catalogue import Response, catalogue
from bot.speaking.facts import Fact, facts
from bot.speaking.variety import variety_of

_PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)?)\}")
_STALE = "utter_fact_stale"


class CatalogueNaturalLanguageGenerator(NaturalLanguageGenerator):
    """Says each response in the variety of the student."""

    def __init__(
        self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None
    ) -> None:
        self._responses = catalogue()
        self._facts = facts()

    async def generate(
        self,
        utter_action: str,
        tracker: DialogueStateTracker,
        output_channel: str,
        **kwargs: Any,
    ) -> dict[str, Any] | None:
        """Return Rasa's ``{"text", "buttons"}``, or ``None`` for an unknown name.

        Args:
            utter_action: Name of the response.
            tracker: The conversation; its last message and slots tell the variety.
            output_channel: Name of the channel; rendering to its limits is the channel's work.
            kwargs: Values of the placeholders; slots of the same name otherwise.
        """
        await give_way()
        response = self._responses.get(utter_action)
        if response is None:
            return None
        slots = tracker.current_slot_values()
        heard = tracker.latest_message.parse_data if tracker.latest_message else {}
        variety = variety_of(heard or {}, slots)
        values = {**slots, **kwargs}
        return self._say(response, variety, values)

    def _say(self, response: Response, variety: str, values: Mapping[str, Any]) -> dict[str, Any]:
        used = [
            self._facts[name.removeprefix("fact.")]
            for name in sorted(response.placeholders(variety))
            if name.startswith("fact.")
        ]
        text = self._fill(response.texts[variety], variety, values)
        old = [fact for fact in used if fact.stale(clock.today())]
        if old and _STALE in self._responses:
            text = f"{text}\n{self._stale_notice(old, variety)}"
        buttons = [
            {"payload": button.payload, "title": button.titles[variety]}
            for button in response.buttons
        ]
        return {"text": text, "buttons": buttons} if buttons else {"text": text}

    def _stale_notice(self, old: list[Fact], variety: str) -> str:
        checked = min(fact.checked for fact in old)
        return self._fill(self._responses[_STALE].texts[variety], variety, {"checked": checked})

    def _fill(self, text: str, variety: str, values: Mapping[str, Any]) -> str:
        def value(match: re.Match[str]) -> str:
            name = match.group(1)
            if name.startswith("fact."):
                return self._facts[name.removeprefix("fact.")].text(variety)
            return str(values.get(name, match.group(0)))

        return _PLACEHOLDER.sub(value, text)
