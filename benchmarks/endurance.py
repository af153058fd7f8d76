"""What people saved stays saved: killed a hundred times, and eight processes writing at once.

`make endurance`, or one part: `python -m benchmarks.endurance [sqlite|postgresql] [--kills 100]
[--processes 8] [--seconds 60]`; 0 leaves a part out. It ends with an error as soon as anything
acknowledged is missing, stored in part, or the audit chain does not hold.
"""

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator

from benchmarks import home  # noqa: F401 -- starts Django, which the cast imports

# isort: split
from tests.at_once.verdict import faults, said
from tests.faults.house import House
from tests.faults.killing import kill_often
from tests.own_house import URL, make_tables, told_in
from tools import postgres

KINDS = ("sqlite", "postgresql")


@contextlib.contextmanager
def database(kind: str) -> Iterator[str]:
    """The URL of a database of our own, as durable as in a real house; empty for a file."""
    if kind == "sqlite":
        yield ""
        return
    with postgres.running(durable=True) as cluster:
        yield cluster.url


def killed(kind: str, kills: int) -> bool:
    """F-01; whether every acknowledged save is there."""
    with database(kind) as url, tempfile.TemporaryDirectory(prefix="janji-endure-") as folder:
        house = House(folder, url)
        house.fill()
        house.start()
        try:
            found = kill_often(house, kills, tell=lambda said: tell(f"{kind}: {said}"))
        finally:
            house.stop()
    return not found.missing


def written(kind: str, processes: int, seconds: int) -> bool:
    """N-01, N-02, N-06, H-06; whether everything accepted had its effect and the chain holds."""
    with database(kind) as url, tempfile.TemporaryDirectory(prefix="janji-endure-") as folder:
        environment = os.environ | {
            "JANJI_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            URL: url,
        }
        make_tables(environment)
        found = told_in(
            environment, "tests.at_once.processes", processes, seconds, timeout=seconds + 1200
        )
    tell(f"{kind}: {said(found)}")
    for fault in faults(found):
        tell(f"{kind}: FAULT {fault}")
    return not faults(found)


def tell(line: str) -> None:
    """A line that is there at once, even in a file."""
    print(line, flush=True)


def main() -> int:
    """Runs what was asked for, one database after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    held = []
    for kind in [options.kind] if options.kind else KINDS:
        if options.seconds:
            held.append(written(kind, options.processes, options.seconds))
        if options.kills:
            held.append(killed(kind, options.kills))
    tell("Everything held." if all(held) else "Something was lost.")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
