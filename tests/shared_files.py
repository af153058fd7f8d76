"""Files that stand beside the project, where they do."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def shared(path: str) -> Path:
    """A file under `../shared`; the test is left out, and says so, where that folder is not."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"{found} does not stand beside the project")
    return found
