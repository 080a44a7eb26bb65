"""Offers: feeds, index, search."""
