"""What clerks do at the same moment, told in a house of its own (`tests/own_house.py`)."""

from datetime import date

from janji.core.service_life import Stage
from janji.kit import audit
from janji.registers.imports import actions as imports
from janji.registers.services import actions
from janji.registers.services.models import ServiceRequest
from tests.cast import build
from tests.own_house import together
from tests.registers.counter import NOW, at, receive, service
from tests.registers.test_services_sheets import bring, row


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
