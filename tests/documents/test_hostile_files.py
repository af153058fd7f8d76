"""Hostile files of every kind: refused within five seconds and half a gigabyte."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import hostile

MOST_SECONDS = 5
MOST_MEGABYTES = 500
ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_hostile_file_is_refused_in_time_and_without_much_memory(tmp_path):
    deserved = {}
    for name, data, code in hostile.files():
        (tmp_path / name).write_bytes(data)
        deserved[name] = code

    said = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "tests.documents.hostile", tmp_path],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout

    lines = [json.loads(line) for line in said.splitlines()]
    assert {line["file"]: line["code"] for line in lines} == deserved
    assert [line for line in lines if line["seconds"] > MOST_SECONDS] == []
    assert [line for line in lines if line["megabytes"] > MOST_MEGABYTES] == []
