"""Channels: one folder a platform."""
