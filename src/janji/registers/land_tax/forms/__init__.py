"""Text to clean values, one file for each noun."""
