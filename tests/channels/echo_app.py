"""The channels with an agent that says back what it is told, for tests of everything but dialogue.

Run as ``python -m tests.channels.echo_app`` with the environment of ``python -m bot serve``.
"""

import asyncio
import os

from rasa.core.channels.channel import UserMessage, register
from sanic import Sanic, response

from bot import channel_loading, settings

DELAY = float(os.environ.get("ECHO_SECONDS", "0"))


class EchoAgent:
    """Answers ``text`` with ``echo: text``; some texts ask for a certain shape of answer."""

    async def handle_message(self, message: UserMessage) -> None:
        await asyncio.sleep(DELAY)
        text = message.text or ""
        word, _, rest = text.partition(" ")
        say = message.output_channel.send_response
        if word == "buttons":
            buttons = [
                {"title": f"Option {n}", "payload": f'/pick{{"n": "{n}"}}'}
                for n in range(1, int(rest) + 1)
            ]
            await say(message.sender_id, {"text": "choose", "buttons": buttons})
        elif word == "crash":
            raise KeyError(text)
        elif word == "long":
            await say(message.sender_id, {"text": "Une phrase. " * int(rest)})
        else:
            await say(message.sender_id, {"text": f"echo: {text}"})


def main() -> None:
    configured = settings.load()
    app = Sanic("echo", configure_logging=False)
    app.ctx.agent = EchoAgent()
    register(channel_loading.inputs(configured), app, "/webhooks/")
    app.add_route(lambda _: response.text("ok"), "/healthz")
    app.run(host="127.0.0.1", port=configured.port, access_log=False)


if __name__ == "__main__":
    main()
