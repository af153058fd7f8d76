"""What a record's page says of the last thing that was done to it."""

from janji.kit import audit, telling


def changes_told(thing):
    """What changed by the newest deed, as people read it: label, before, after."""
    return {one.label: (one.before, one.after) for one in newest(thing).changes}


def newest(thing):
    """The newest deed in words."""
    return telling.told(audit.history(thing)[0])
