"""Papers of the survey register."""
