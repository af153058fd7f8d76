"""What the second party looks after: questions, instructions, findings, the quarterly review."""
