"""Agreements between two parties: what was promised, by whom, for which budget, from draft to signature."""
