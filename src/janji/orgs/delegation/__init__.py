"""Someone holds another's role for a time."""
