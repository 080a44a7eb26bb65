"""From the name of a response and a variety to the sentence a student reads."""
