"""Doors to the services register, one file for each noun."""
