"""How orderly villages keep their books: inspections, scores, verdicts, findings."""
