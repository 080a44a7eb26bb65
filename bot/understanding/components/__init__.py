"""Rasa graph components; each wraps one pure module of bot.understanding, ``component`` apart."""
