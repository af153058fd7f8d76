"""Doors of the Linmas register."""
