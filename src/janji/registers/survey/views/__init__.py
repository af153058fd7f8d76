"""Doors to the survey register."""
