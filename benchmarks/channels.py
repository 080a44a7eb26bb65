"""How fast webhooks are acknowledged while messages arrive: ``python -m benchmarks.channels``.

Serves the bot against fake platforms on loopback, posts signed webhooks of many students on all
three platforms at a steady rate, and says how long the 200 took and when the last reply arrived.
Beside them it asks for something that takes no work, which shows what the machine and the
dialogues cost before a webhook is even looked at. ``--echo`` leaves the dialogue out.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests.channels.conftest import Fakes, Process, Router
from tests.channels.fakes import webhooks
from tests.channels.fakes.messenger import FakeMessenger
from tests.channels.fakes.telegram import FakeTelegram
from tests.channels.fakes.whatsapp import FakeWhatsApp

CHANNELS = ("messenger", "whatsapp", "telegram")
TEXTS = (
    "salam",
    "bghit stage f casa",
    "je cherche un stage en informatique à Rabat",
    "كيفاش نوجد لأونتروتيان؟",
    "ماذا بعد بكالوريا علوم الحياة والأرض؟",
    "merci",
    "c'est quoi l'ofppt",
    "بغيت رونديڤو",
)
STUDENTS = 600
DEADLINE_MS = 50.0


def body_of(channel: str, student: int, text: str) -> bytes:
    """Return a webhook with one text."""
    if channel == "messenger":
        return webhooks.messenger_body(webhooks.messenger_text(str(student), text))
    if channel == "whatsapp":
        return webhooks.whatsapp_body(webhooks.whatsapp_text(str(student), text))
    return webhooks.telegram_message(student, text=text)


async def post_all(url: str, rate: float, seconds: float) -> tuple[list[float], list[float]]:
    """Post at a steady rate; return the milliseconds until each 200.

    A tenth as often it asks as Meta does when an address is confirmed, with a wrong token, which
    is refused at once; the second list holds the milliseconds that took.
    """
    times: list[float] = []
    refusals: list[float] = []
    pick = random.Random(1)
    students = itertools.cycle(range(10_000, 10_000 + STUDENTS))
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)

    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:

        async def one(channel: str, student: int) -> None:
            body = body_of(channel, student, pick.choice(TEXTS))
            headers = webhooks.headers(channel, body)
            start = time.perf_counter()
            answer = await client.post(
                f"/webhooks/{channel}/webhook", content=body, headers=headers
            )
            times.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, answer.status_code

        async def refused() -> None:
            start = time.perf_counter()
            answer = await client.get("/webhooks/messenger/webhook")
            refusals.append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 403, answer.status_code

        tasks = []
        first = time.perf_counter()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, first + number / rate - time.perf_counter()))
            channel, student = CHANNELS[number % 3], next(students)
            tasks.append(asyncio.create_task(one(channel, student)))
            if number % 10 == 0:
                tasks.append(asyncio.create_task(refused()))
        await asyncio.gather(*tasks)
    return times, refusals


def measure(rate: float, seconds: float, echo: bool) -> float:
    """Run it and print the figures; return the 95th percentile in milliseconds."""
    fakes = Fakes(FakeMessenger(), FakeWhatsApp(), FakeTelegram())
    router = Router(fakes.messenger, fakes.whatsapp)
    command = ["-m", "tests.channels.echo_app"] if echo else ["-m", "bot", "serve"]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **fakes.environment(),
            "GRAPH_API_URL": router.url,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        }
        process = Process([sys.executable, *command], environment, Path(folder) / "log")
        try:
            url = str(process.client.base_url)
            asyncio.run(post_all(url, 5, 2))  # what is read once is read now
            time.sleep(3)
            for fake in fakes:
                fake.forget()
            times, refusals = asyncio.run(post_all(url, rate, seconds))
            last = time.monotonic()
            count = int(rate * seconds)
            limit = last + 120
            while sum(len(fake.sent) for fake in fakes) < count and time.monotonic() < limit:
                time.sleep(0.05)
            answered = time.monotonic() - last
        finally:
            process.close()
    sent = sum(len(fake.sent) for fake in fakes)
    p95 = said(f"{len(times)} webhooks at {rate:g}/s, 200", times)
    empty = said(f"{len(refusals)} requests without work", refusals)
    print(f"ratio of the p95: {p95 / empty:.1f}")
    print(f"{sent} messages sent; the last {answered:.1f} s after the last webhook")
    return p95


def said(what: str, times: list[float]) -> float:
    """Print percentiles of times in milliseconds; return the 95th."""
    quantiles = statistics.quantiles(times, n=100)
    p50, p95, p99 = (quantiles[n - 1] for n in (50, 95, 99))
    print(f"{what} after p50 {p50:.1f}, p95 {p95:.1f}, p99 {p99:.1f}, longest {max(times):.0f} ms")
    return p95


def main() -> int:
    """Measure; 1 when acknowledging takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--echo", action="store_true")
    options = parser.parse_args()
    return int(measure(options.rate, options.seconds, options.echo) > DEADLINE_MS)


if __name__ == "__main__":
    sys.exit(main())
