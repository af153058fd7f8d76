"""Doors of evaluation."""
