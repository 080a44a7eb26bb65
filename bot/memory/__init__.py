"""What the bot remembers: the database, the conversations, the small fast things."""
