"""What people are told: in the house and by e-mail."""
