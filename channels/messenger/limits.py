"""What Messenger accepts (Meta's reference of the Send API, 2026)."""

from __future__ import annotations

from datetime import timedelta

TEXT = 1994
"""Meta documents 2000; the largest senders stay below 1994."""
QUICK_REPLIES = 13
QUICK_REPLY_TITLE = 20
TEMPLATE_TEXT = 640
TEMPLATE_BUTTONS = 3
BUTTON_TITLE = 20
CARDS = 10
CARD_TITLE = 80
CARD_SUBTITLE = 80
WEBHOOK_BYTES = 3_000_000

WINDOW = timedelta(hours=24)
"""After this long without a message of the student only utility templates are delivered."""

PER_SECOND = 35
"""Meta allows 300 texts a second, but a page above 40 messages a second loses its inbox."""
PER_STUDENT_EVERY = 0.1
PER_STUDENT_BURST = 20

RETRY = frozenset({1, 2, 4, 32, 341, 613, 1200})
BLOCKED = frozenset({551})
PERMISSION = 10
WINDOW_CLOSED_SUBCODES = frozenset({2018278})
"""Every other code means that sending the same again is of no use: 190 100 200 368."""
