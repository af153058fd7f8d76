"""Four workers take a turn at the same moment, told in a house of its own (`tests/own_house.py`)."""

import threading

from janji.registers.facts import keeping
from janji.registers.facts.models import Ledger
from janji.site import background
from tests.cast import build
from tests.own_house import together
from tests.registers.counter import at, receive, service


def stories():
    """How many ledgers each of four counted, of twelve that are stale."""
    world = build()
    receive(world, service(world), at(7, 1))
    for year in range(2008, 2019):
        Ledger.objects.create(register="services", org_unit=world.district, year=year, edition=1)
    recounts = []
    keeping.RECOUNTING.watch(recounts.append)
    works = [background.Work() for _ in range(4)]
    stop = threading.Event()
    together([lambda one=one: background.take_turn(one, stop) for one in works])
    return {
        "refreshed": [one.refreshed for one in works],
        "recounts": len(recounts),
        "stale": Ledger.objects.filter(counted_edition=None).count(),
    }
