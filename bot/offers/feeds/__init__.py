"""Where offers come from: descriptions of feeds, readers of their formats, recognising new ones."""
