"""F-01: a server that is killed again and again while clerks save; what became of their requests."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.cast import PASSWORD
from tests.faults.house import Crew, House, whole

LOOK_EVERY = 10
"""Kills between two looks at the whole register. What is lost or stored in part stays so, and is
found at the next look."""
ONE_PROCESS_EVERY = 4
"""In every so manieth round one answering process is killed as well, while its server goes on."""


@dataclass
class Killed:
    """What was seen."""

    kills: int = 0
    processes_killed: int = 0
    acknowledged: set[str] = field(default_factory=set)
    unanswered: int = 0
    refused: int = 0
    missing: set[str] = field(default_factory=set)
    restarts: list[float] = field(default_factory=list)

    def said(self) -> str:
        """One line for people."""
        slowest, usual = max(self.restarts), statistics.median(self.restarts)
        return (
            f"{self.kills} kills of the server, {self.processes_killed} of one of its processes:"
            f" {len(self.acknowledged)} saves acknowledged, {len(self.missing)} of them lost,"
            f" {self.unanswered} cut off without an answer;"
            f" up again after {usual:.1f} s (median), {slowest:.1f} s (slowest)"
        )


def kill_often(house: House, rounds: int, tell: Callable[[str], object] = lambda _: None) -> Killed:
    """Kills an open house so many times; `whole` fails where anything was stored in part."""
    found = Killed()
    clerks = [house.clerk().sign_in("operator", PASSWORD) for _ in range(6)]
    for attempt in range(1, rounds + 1):
        with Crew(house, f"Warga {attempt}", clerks=clerks) as crew:
            crew.wait_for(5)
            if attempt % ONE_PROCESS_EVERY == 0:
                house.kill_one_process()
                found.processes_killed += 1
                crew.wait_for(5)
            time.sleep(random.random() / 2)  # noqa: S311 -- any moment will do
            house.kill()
        found.kills += 1
        found.acknowledged |= set(crew.acknowledged)
        found.unanswered += len(crew.lost)
        found.refused += len(crew.refused)
        began = time.monotonic()
        house.start()
        found.restarts.append(time.monotonic() - began)
        if attempt % LOOK_EVERY == 0 or attempt == rounds:
            found.missing |= found.acknowledged - whole(house)
            tell(found.said())
    return found
