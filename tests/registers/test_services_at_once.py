"""Several people at once: every number once, every import once, no change lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = "import django; django.setup(); from tests.registers.at_once import main; main()"


@pytest.mark.slow
def test_people_at_the_same_counter_at_once(tmp_path):
    done = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", RUN],
        cwd=Path(__file__).parents[2],
        env=os.environ | {"JANJI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["numbers"] == [f"2019/{place:06d}" for place in range(1, 9)]
    assert found["moves"] == ["changed-meanwhile"] * 4 + ["finished"]
    assert found["steps"] == 2
    assert found["stored"] == ["0", "0", "0", "0", "40"]
    assert found["once"] == ["1", "batch-done", "batch-done"]
    assert found["requests"] == 8 + 40 + 1
    assert found["broken"] == []
