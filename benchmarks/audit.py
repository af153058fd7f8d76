"""A long audit chain: what an entry costs, how long verifying, exporting and checking take.

`python -m benchmarks.audit [sqlite|postgresql] [--entries 1000000]`; prints the table of docs/performance.md.
"""

# ruff: noqa: PLC0415 -- what runs inside a house is imported once Django has been started there

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).parents[1]
KINDS = ("sqlite", "postgresql")
BATCH = 10_000
NOTES = 500
BEGAN = datetime(2019, 1, 2, 8, tzinfo=UTC)


def measure(entries: int) -> dict[str, float]:
    """Inside a house of its own: fills its chain and measures; seconds, and milliseconds for a note."""
    import django

    django.setup()
    from django.core.management import call_command

    from janji.kit import audit, audit_export
    from janji.site import check_audit

    call_command("migrate", verbosity=0)
    _fill(entries)
    noted = _note()
    began, used = time.perf_counter(), time.process_time()
    seen = audit.examine()
    verified, used = time.perf_counter() - began, time.process_time() - used
    assert (seen.count, seen.faults) == (entries + NOTES, 0)
    path = Path(os.environ["JANJI_HOME"], "riwayat.jsonl")
    began = time.perf_counter()
    with path.open("w", encoding="utf-8") as file:
        file.writelines(audit_export.lines(None, made_at=BEGAN))
    exported = time.perf_counter() - began
    began = time.perf_counter()
    command = [sys.executable, "-I", "-S", check_audit.__file__, str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return {
        "verified": verified,
        "of the processor": used,
        "exported": exported,
        "checked": time.perf_counter() - began,
        "megabytes": path.stat().st_size / 2**20,
        "note_median": statistics.median(noted) * 1000,
        "note_p95": statistics.quantiles(noted, n=20)[18] * 1000,
    }


def _fill(entries: int) -> None:
    """A chain as actions would have made it, written in bulk."""
    from janji.core.audit_chain import seal
    from janji.kit import audit
    from janji.kit.models import AuditEntry, ChainHead

    previous, waiting = "", []
    for number in range(1, entries + 1):
        entry = AuditEntry(
            number=number,
            at=BEGAN + timedelta(seconds=number),
            deed="correct-request",
            subject=f"services.servicerequest:{number % 50_000}",
            facts={"before": {"people": 1}, "after": {"people": number % 9}, "home": number % 400},
            home=number % 400,
            previous_hash=previous,
        )
        entry.hash = previous = seal(audit.link_of(entry))
        waiting.append(entry)
        if len(waiting) == BATCH or number == entries:
            AuditEntry.objects.bulk_create(waiting)
            waiting = []
    ChainHead.objects.create(pk=1, last_number=entries, last_hash=previous)


def _note() -> list[float]:
    """H-05: how long a note takes inside a transaction that would be there anyhow."""
    from django.db import transaction

    from janji.kit import audit
    from janji.kit.models import ChainHead

    taken = []
    for _ in range(NOTES):
        with transaction.atomic():
            head = ChainHead.objects.get(pk=1)
            began = time.perf_counter()
            audit.note("edit-office", head, by=None, at=BEGAN, before={"name": "a"})
            taken.append(time.perf_counter() - began)
    return taken


def main() -> None:
    """One row for every database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measure(options.entries)))
        return
    for kind in [options.kind] if options.kind else KINDS:
        with tempfile.TemporaryDirectory(prefix="janji-bench-") as home:
            if kind == "sqlite":
                found = _inside(home, "", options.entries)
            else:
                with postgres.running(durable=True) as cluster:
                    found = _inside(home, cluster.url, options.entries)
        said = ", ".join(f"{name} {value:.2f}" for name, value in found.items())
        print(f"{kind}: {options.entries} entries: {said}", flush=True)


def _inside(home: str, url: str, entries: int) -> dict[str, float]:
    environment = os.environ | {
        "JANJI_HOME": home,
        "JANJI_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "janji.site.settings",
    }
    command = [sys.executable, "-m", "benchmarks.audit", "--inside", "--entries", str(entries)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
