"""What was reached, quarter by quarter, with its evidence; the account and the judgement of every figure."""
