"""SQLite with one fair writer: whoever came first writes first, in every thread and process."""
