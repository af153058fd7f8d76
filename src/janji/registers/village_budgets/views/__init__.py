"""Doors of the register of village budgets."""
