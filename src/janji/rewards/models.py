"""Rewards and sanctions: rules, proposals, objections, decisions."""
