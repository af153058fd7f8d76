"""Reads: forums with those who came, and proposals with what became of them."""
