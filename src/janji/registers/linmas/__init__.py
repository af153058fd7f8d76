"""Linmas: members of the villages' Satlinmas, their decrees, what trained them, and who came."""
