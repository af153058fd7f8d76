"""Figures: numbers that offices define themselves and answer for by period. Formulas name them like any other."""
