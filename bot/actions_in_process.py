"""Rasa's action endpoint without HTTP: the SDK's own executor, called in this process."""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.actions.action import ActionExecutionRejection
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as SdkRejection

from bot.giving_way import give_way

logger = logging.getLogger(__name__)


class InProcessActions(EndpointConfig):  # type: ignore[misc]
    """Runs the custom actions of a package where Rasa would send an HTTP request.

    The domain is left out of each call (``enable_selective_domain``). An action that fails is
    logged by its class of error only, and the student is told in their own variety.

    Args:
        package: Name of the package with the actions.
    """

    def __init__(self, package: str = "actions") -> None:
        super().__init__(url="in-process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, *_args: Any, **kwargs: Any) -> dict[str, Any]:
        """Run ``json["next_action"]``; return ``{"events": [...], "responses": [...]}``."""
        await give_way()
        call = kwargs["json"]
        try:
            return await self._executor.run(call) or {"events": [], "responses": []}
        except SdkRejection as rejection:
            raise ActionExecutionRejection(rejection.action_name, rejection.message) from rejection
        except Exception as error:
            # One door for every failure of an action: silence would be the worst answer.
            # The class only: a stack trace could carry what the student wrote.
            logger.error(  # noqa: TRY400
                "action %s failed: %s", call.get("next_action"), type(error).__name__
            )
            return {"events": [], "responses": [{"response": "utter_error"}]}
