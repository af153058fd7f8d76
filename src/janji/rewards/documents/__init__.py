"""Papers of rewards and sanctions."""
