"""An office's quarter on its way: submitted, verified, approved, accepted, locked."""
