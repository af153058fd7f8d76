"""The page that lists an office's registers."""
