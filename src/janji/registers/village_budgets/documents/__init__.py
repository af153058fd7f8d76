"""Papers of the register of village budgets."""
