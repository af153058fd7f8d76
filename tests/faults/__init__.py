"""What happens when a machine, a disk or a connection fails under people who are at work."""
