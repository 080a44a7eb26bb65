"""Dates and hours in French, Arabic and Darija, resolved forward from now. No Rasa in here."""

from bot.understanding.dates.finder import find
from bot.understanding.dates.moment import Moment

__all__ = ["Moment", "find"]
