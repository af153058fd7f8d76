"""Public pages: what a citizen sees without signing in. Every door here stands on the list of public addresses."""
