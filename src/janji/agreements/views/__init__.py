"""Doors to agreements."""
