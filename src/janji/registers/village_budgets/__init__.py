"""Guidance and supervision of village budgets: drafts and their evaluation, visits, what villages hand in."""
