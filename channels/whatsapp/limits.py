"""What the WhatsApp Cloud API accepts (Meta's reference of the messages endpoint, 2026)."""

from __future__ import annotations

from datetime import timedelta

TEXT = 4096
CAPTION = 1024
BUTTONS_BODY = 1024
BUTTONS = 3
BUTTON_TITLE = 20
LIST_BODY = 4096
LIST_BUTTON = 20
LIST_ROWS = 10
ROW_TITLE = 24
ROW_DESCRIPTION = 72
LINK_TITLE = 20
LOCATION_REQUEST_BODY = 1024
WEBHOOK_BYTES = 3_000_000

WINDOW = timedelta(hours=24)
"""After this long without a message of the student only templates are delivered."""

PER_SECOND = 40
"""Of the 80 messages a second that Meta counts in both directions together."""
PER_STUDENT_EVERY = 6.0
"""Seconds a message to one student, after a burst of :data:`PER_STUDENT_BURST`."""
PER_STUDENT_BURST = 45

RETRY = frozenset({1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131053, 131056, 131057, 133004})
BLOCKED = frozenset({131050})  # the student stopped marketing messages
WINDOW_CLOSED = frozenset({131047})
"""Every other code means that sending the same again is of no use: 131026 131030 131031 131049
131051 131062 132xxx 368 190 100."""
PAIR_RATE = 131056
"""Too many messages to one student: wait 4^n seconds."""
