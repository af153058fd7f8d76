"""The mark that a restore leaves in a house until it is complete."""

from pathlib import Path

from janji.core.refusals import Refused

NAME = "restore-unfinished.json"


def require_finished(home: Path) -> None:
    """Refuses with `restore-unfinished` in a house whose restore was cut short."""
    if (home / NAME).exists():
        raise Refused("restore-unfinished", home=home)
