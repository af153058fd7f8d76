"""Whether a paper is the one that both parties of an agreement signed."""
