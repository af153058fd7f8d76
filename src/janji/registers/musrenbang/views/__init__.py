"""Doors to the register of planning forums: forums, arrivals, proposals, their order, papers."""
