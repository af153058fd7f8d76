"""Following one's own request by its number and code."""
