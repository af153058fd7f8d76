"""The letter of a decision about a reward or a sanction."""
