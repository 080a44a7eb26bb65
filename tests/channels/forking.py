"""A server as forks of a process that has imported everything, for tests that kill it often.

``python -m tests.channels.forking serve`` starts ``python -m bot serve`` for each line on its
standard input and prints the process id; ``echo`` starts the channels with an echoing agent.
"""

import asyncio
import gc
import os
import signal
import sys
import tempfile
from functools import lru_cache

SOME = ("salam", "bghit stage f casa", "كيفاش نوجد لأونتروتيان؟")


def serving() -> None:
    from bot.__main__ import main  # noqa: PLC0415  slow to import

    main(["serve"])


def echoing() -> None:
    from tests.channels.echo_app import main  # noqa: PLC0415

    main()


def prepare_to_serve() -> None:
    """Read the model once and answer some messages, so that all that is read later is read."""
    from rasa.core.processor import MessageProcessor  # noqa: PLC0415

    from bot.logs import quieten  # noqa: PLC0415
    from bot.memory.database import engine_for  # noqa: PLC0415
    from bot.offers import demo  # noqa: PLC0415

    quieten()
    MessageProcessor._load_model = staticmethod(lru_cache(maxsize=1)(MessageProcessor._load_model))
    url = os.environ["DATABASE_URL"]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = another = f"sqlite:///{folder}/db.sqlite3"
        demo.refresh(engine_for(another))
        asyncio.run(answer_some())
        engine_for(another).dispose()  # no fork may share a connection
    os.environ["DATABASE_URL"] = url


async def answer_some() -> None:
    from rasa.core.agent import load_agent  # noqa: PLC0415

    from bot import settings  # noqa: PLC0415
    from bot.server import endpoints  # noqa: PLC0415
    from bot.training import MODEL  # noqa: PLC0415

    agent = await load_agent(model_path=str(MODEL), endpoints=endpoints(settings.load()))
    for text in SOME:
        assert await agent.handle_text(text)


def prepare_to_echo() -> None:
    import tests.channels.echo_app  # noqa: F401, PLC0415


SERVERS = {"serve": (prepare_to_serve, serving), "echo": (prepare_to_echo, echoing)}


def main() -> None:
    prepare, run = SERVERS[sys.argv[1]]
    prepare()
    gc.freeze()  # a collection in a fork would copy every page that it shares with us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # killed children leave no process behind
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(2, 1)  # what the server prints belongs to the log
            run()
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
