"""What the Telegram Bot API accepts (core.telegram.org/bots/api, version 10)."""

from __future__ import annotations

TEXT = 4096  # UTF-16 units
CAPTION = 1024  # UTF-16 units
INLINE_BUTTONS = 100
BUTTON_TITLE = 60
"""The API takes more; phones show about this many."""
CALLBACK_DATA_BYTES = 64
CALLBACK_ANSWER = 200
WEBHOOK_BYTES = 1_000_000
LINKED_DOCUMENTS = (".pdf", ".zip", ".gif")
"""What Telegram fetches by URL as a document; everything else is uploaded or linked."""

PER_SECOND = 25
"""Of about 30 messages a second that Telegram allows."""
PER_STUDENT_EVERY = 1.0
PER_STUDENT_BURST = 5
