"""How long things are kept. The privacy answer says these numbers, the purge applies them."""

CONVERSATION_DAYS = 180  # after the last message of a student
