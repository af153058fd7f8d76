"""The sheet of a quarterly review meeting."""
