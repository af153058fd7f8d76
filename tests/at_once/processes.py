"""N-01, N-02, H-06: many processes of the operating system write at once, through real actions.

Told in a house of its own: what was accepted, what became of it, and whether the chain holds.
"""

import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import connection

from janji.agreements.models import Agreement
from janji.kit import audit
from janji.kit.models import AuditEntry
from janji.registers.communities.models import Community
from janji.registers.services.models import ServiceRequest
from tests import cast as people
from tests.at_once import counting
from tests.at_once import world as worlds
from tests.at_once.writer import EDITS
from tests.own_house import ROOT


def stories(processes: str, seconds: str) -> dict[str, object]:
    """So many processes for so many seconds."""
    world = worlds.build(people.build())
    path = Path(settings.HOME, "world")
    path.write_bytes(pickle.dumps(world))
    before, entries = _effects(world), AuditEntry.objects.count()
    connection.close()
    told = _work(path, int(processes), seconds)
    after = _effects(world)
    parents = AuditEntry.objects.values_list("previous_hash", flat=True)
    return {
        "processes": int(processes),
        "seconds": float(seconds),
        "accepted": _sum(told, "accepted"),
        "effect": {name: after[name] - before[name] for name in after},
        "refused": _sum(told, "refused"),
        "errors": _sum(told, "errors"),
        "slowest": max(one["slowest"] for one in told),
        "each": [sum(one["accepted"].values()) for one in told],
        "entries": AuditEntry.objects.count(),
        "noted": AuditEntry.objects.count() - entries,
        "parents": len(set(parents)),
        "broken": list(audit.broken_links()),
    }


def _work(path: Path, processes: int, seconds: str) -> list[dict]:
    command = [sys.executable, "-m", "tests.at_once.writer", str(path)]
    started = [
        subprocess.Popen(  # noqa: S603 -- our own program
            [*command, str(number), seconds], cwd=ROOT, env=os.environ, stdout=subprocess.PIPE
        )
        for number in range(processes)
    ]
    told = [one.communicate()[0] for one in started]
    assert [one.returncode for one in started] == [0] * processes
    return [json.loads(one) for one in told]


def _sum(told: list[dict], what: str) -> dict[str, int]:
    return dict(sum((Counter(one[what]) for one in told), Counter()))


def _effects(world) -> dict[str, int]:
    """How far every counted value came, and how many rows there are of what is added."""
    edits = counting.edits(world)
    return {name: edits[name].read()[0] for name in EDITS} | {
        "receive_request": ServiceRequest.objects.count(),
        "add_community": Community.objects.count(),
        "draft_agreement": Agreement.objects.count(),
    }
