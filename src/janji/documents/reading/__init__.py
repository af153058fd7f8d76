"""Reads agreements that offices already have into plain values; nothing is guessed silently."""
