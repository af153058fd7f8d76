"""Budgets by code: ceilings and what was spent of them by month."""
