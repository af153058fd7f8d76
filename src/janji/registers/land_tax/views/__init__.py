"""Doors to the land tax register, one file for each noun."""
