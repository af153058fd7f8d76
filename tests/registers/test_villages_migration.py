"""Records of villages go and come back with rows in them."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from janji.registers.villages.models import Village
from tests.cast import build
from tests.registers.village_books import inspect, listed, set_days

pytestmark = pytest.mark.django_db(transaction=True)


def at(name):
    """The tables as they stood after a migration."""
    executor = MigrationExecutor(connection)
    executor.migrate([("villages", name)])
    return MigrationExecutor(connection).loader.project_state([("villages", name)]).apps


def newest():
    executor = MigrationExecutor(connection)
    executor.migrate([one for one in executor.loader.graph.leaf_nodes() if one[0] == "villages"])


def test_villages_get_their_records_back_and_lose_nothing():
    cast = build()
    found = listed(cast, "Desa Lesmana", "Desa Ciberung")
    for name in ("Desa Kracak", "Desa Lesmana"):
        inspect(cast, found[name])
    set_days(cast, found["Desa Lesmana"], until=date(2019, 12, 1), reason="Digabung")
    try:
        apps = at("0001_initial")
        old = {
            one.org_unit.name: one for one in apps.get_model("villages", "Village").objects.all()
        }
        assert {name: (one.kind, one.since) for name, one in old.items()} == {
            "Desa Kracak": ("village", date(2019, 6, 20)),
            "Desa Lesmana": ("village", date(2019, 6, 20)),
        }
        inspections = apps.get_model("villages", "Inspection").objects.all()
        assert {one.village.org_unit_id for one in inspections} == {
            one.org_unit_id for one in old.values()
        }
    finally:
        newest()
    assert Village.objects.get(org_unit=found["Desa Lesmana"]).until == date(2019, 12, 1)
    assert inspect(cast, found["Desa Ciberung"]).org_unit == found["Desa Ciberung"]
