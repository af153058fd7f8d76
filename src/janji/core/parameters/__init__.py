"""Regulated values as dated data, each with its legal source."""
