"""A house of its own in a file, where threads have transactions of their own.

The tests' own database lives in memory, where two writers cannot wait for each other. `main`
prints what happened as JSON; Django must be set up before this is imported.
"""

import json
import sys
import threading
from datetime import date

from django.core.management import call_command
from django.db import connection

from janji.core.refusals import Refused
from janji.core.service_life import Stage
from janji.kit import audit
from janji.registers.facts import keeping
from janji.registers.facts.models import Ledger
from janji.registers.imports import actions as imports
from janji.registers.services import actions
from janji.registers.services.models import ServiceRequest
from janji.site import background
from tests.cast import build
from tests.registers.counter import NOW, at, receive, service
from tests.registers.test_services_sheets import bring, row


def together(deeds):
    """Runs deeds at the same moment; what each gave, or the code of its refusal."""
    start, found = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        start.wait()
        try:
            found[place] = deed()
        except Refused as refusal:
            found[place] = refusal.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(map(str, found))


def stories():
    """What clerks do at the same moment, and what is in the register afterwards."""
    world = build()
    offered = service(world, code="sku")

    def finish(request):
        moved = actions.move_request(
            request=request,
            to=Stage.FINISHED,
            happened_at=at(7, 2),
            based_on=1,
            by=world.operator,
            at=NOW,
        )
        return moved.stage

    def store(batch):
        return imports.store_batch(batch=batch, by=world.operator, at=NOW).added

    numbers = together([lambda: receive(world, offered, at(7, 1)).number] * 8)
    first = ServiceRequest.objects.order_by("number").first()
    moves = together([lambda: finish(first)] * 5)
    rows = [row(date(2019, 1, 14), f"Warga {place}", "") for place in range(40)]
    batches = [bring(world, *rows) for _ in range(5)]
    stored = together([lambda one=one: store(one) for one in batches])
    same = bring(world, *rows, row(date(2019, 1, 15), "Warga Baru", ""))
    once = together([lambda: store(same)] * 3)
    return {
        "numbers": numbers,
        "moves": moves,
        "steps": first.steps.count(),
        "stored": stored,
        "once": once,
        "requests": ServiceRequest.objects.count(),
        "broken": list(audit.broken_links()),
    }


def main():
    """An empty house, then the stories."""
    call_command("migrate", verbosity=0)
    json.dump(stories(), sys.stdout)


def two_workers():
    """Four threads take a turn of the background worker at the same moment."""
    call_command("migrate", verbosity=0)
    world = build()
    offered = service(world)
    receive(world, offered, at(7, 1))
    for year in range(2008, 2019):
        Ledger.objects.create(register="services", org_unit=world.district, year=year, edition=1)
    recounts = []
    keeping.RECOUNTING.watch(recounts.append)
    works = [background.Work() for _ in range(4)]
    stop = threading.Event()
    together([lambda one=one: background.take_turn(one, stop) for one in works])
    json.dump(
        {
            "refreshed": [one.refreshed for one in works],
            "recounts": len(recounts),
            "stale": Ledger.objects.filter(counted_edition=None).count(),
        },
        sys.stdout,
    )
