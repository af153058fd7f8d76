"""What one types of forums, of those who came, of proposals and their order."""
