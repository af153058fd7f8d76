"""Formulas of indicators: a small language that officials write and that always ends."""
