"""How long things are kept. The privacy answer says these numbers, the purge applies them."""

CONVERSATION_DAYS = 180  # after the last message of a student
FINISHED_MESSAGE_DAYS = 30  # what was sent, without its words, so that it is not sent again
