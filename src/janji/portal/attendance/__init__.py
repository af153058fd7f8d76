"""Saying at a planning forum that one is here; an officer at the table confirms it."""
