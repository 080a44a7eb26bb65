"""From what a feed says to the values of the contract."""
