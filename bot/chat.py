"""A conversation in the terminal, with the same wiring as the server."""

from __future__ import annotations

from pathlib import Path

from rasa.core.agent import load_agent

from bot.server import endpoints
from bot.settings import Settings

SENDER = "terminal"


async def chat(settings: Settings, model: Path) -> None:
    """Read lines and print answers until the end of input.

    Args:
        settings: What the environment says.
        model: Path of a trained model.
    """
    agent = await load_agent(model_path=str(model), endpoints=endpoints(settings))
    while True:
        try:
            line = input("> ")
        except EOFError:
            return
        for message in await agent.handle_text(line, sender_id=SENDER) or []:
            print(message.get("text", ""))
            for button in message.get("buttons") or []:
                print(f"  [{button['title']}]  {button['payload']}")
