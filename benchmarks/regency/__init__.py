"""A regency under load: 27 districts, five years, a million requests, on both databases."""
