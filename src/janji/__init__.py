"""Janji."""
