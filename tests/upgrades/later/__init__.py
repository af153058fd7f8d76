"""A release of tomorrow: today's Janji with one more app and one more column.

Tests use it where they need tables that a step back must take away again.
"""
