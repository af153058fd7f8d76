"""The papers of an agreement, each in its own folder: content and templates."""
