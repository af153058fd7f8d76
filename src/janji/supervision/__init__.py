"""What the second party looks after: the desk of all offices, questions and instructions, findings, the quarterly review."""
