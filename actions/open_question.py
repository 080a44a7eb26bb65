"""Whose question is open: a yes, a no or a bare answer goes to the topic that asked.

The slot ``pending`` names the topic. A topic is registered by the module of its actions::

    register(Topic("delete_data", affirm=delete, deny=keep))

where each answer is ``async (dispatcher, tracker) -> events``, or ``None`` from it when the answer
does not fit, so that the general answer is given.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

Events = list[dict[str, Any]]
Answer = Callable[[CollectingDispatcher, Tracker], Awaitable["Events | None"]]

SLOT = "pending"


@dataclass(frozen=True)
class Topic:
    """What the answers to an open question do.

    Attributes:
        name: Value of the slot ``pending`` while the question is open.
        affirm: A yes.
        deny: A no.
        inform: A bare answer ("casa", "ghedda"), also when the message was not understood.
        lasting: Whether the question outlives messages that do not answer it; others are closed
            by the next message.
    """

    name: str
    affirm: Answer | None = None
    deny: Answer | None = None
    inform: Answer | None = None
    lasting: bool = False
    takes: Callable[[Tracker], bool] | None = None


_topics: dict[str, Topic] = {}


def register(topic: Topic) -> None:
    """Make a topic known under its name; the same name again replaces it."""
    _topics[topic.name] = topic


def open_topic(tracker: Tracker) -> Topic | None:
    """Return the topic whose question is open, or ``None``."""
    return _topics.get(tracker.get_slot(SLOT) or "")


async def answered(kind: str, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events | None:
    """Let the open topic take an answer.

    Args:
        kind: ``affirm``, ``deny`` or ``inform``.
        dispatcher: Takes what is said.
        tracker: The conversation.

    Returns:
        The events of the topic, or ``None`` when no topic is open or it does not take the answer.
    """
    topic = open_topic(tracker)
    answer: Answer | None = getattr(topic, kind) if topic else None
    return await answer(dispatcher, tracker) if answer else None
