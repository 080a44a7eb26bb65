"""Wijha: a Rasa assistant for orientation, offers and appointments in Morocco."""
