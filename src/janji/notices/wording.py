"""Indonesian sentences of this room."""

REFUSALS: dict[str, str] = {}

DEEDS: dict[str, str] = {}
