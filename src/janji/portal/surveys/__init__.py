"""Answering a satisfaction survey, and its published result."""
