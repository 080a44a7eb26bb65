"""What Rasa's own policies lack for this dialogue."""
