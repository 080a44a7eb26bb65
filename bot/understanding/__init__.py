"""From what a student typed to language, intent and entities."""
