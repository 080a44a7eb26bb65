"""Custom actions of Rasa: read slots, call a service of bot, answer."""
