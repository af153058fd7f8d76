"""Papers about figures."""
