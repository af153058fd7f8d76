"""What an older Janji left behind: two revisions of a year in force at once."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from janji.agreements.models import Agreement
from tests.agreements import stories
from tests.cast import AT, build

MOVE = import_module("janji.agreements.migrations.0004_one_in_force")
ONLY_ONE = next(one for one in Agreement._meta.constraints if one.name == "one_agreement_in_force")


def states():
    return list(Agreement.objects.order_by("year", "revision").values_list("state", flat=True))


@pytest.mark.django_db(transaction=True)
def test_of_several_in_force_the_newest_stays_so_and_the_way_back_knows_three_states():
    cast = build()
    first = stories.draft(cast)
    for year, revision, state in (
        (2019, 1, "draft"),
        (2019, 2, "draft"),
        (2020, 0, "draft"),
        (2021, 0, "proposed"),
    ):
        Agreement.objects.create(
            org_unit=cast.district,
            year=year,
            revision=revision,
            state=state,
            proposed_by=cast.camat if state == "proposed" else None,
            proposed_at=AT if state == "proposed" else None,
            created_by=cast.perencana,
            created_at=AT,
        )
    with connection.schema_editor() as editor:
        editor.remove_constraint(Agreement, ONLY_ONE)
    Agreement.objects.exclude(state="proposed").exclude(revision=2).update(state="in_force")
    assert states() == ["in_force", "in_force", "draft", "in_force", "proposed"]
    MOVE.supersede(apps, None)
    assert states() == ["superseded", "in_force", "draft", "in_force", "proposed"]
    with connection.schema_editor() as editor:
        editor.add_constraint(Agreement, ONLY_ONE)
    Agreement.objects.filter(pk=first.pk).update(state="ended", ends_on=AT.date())
    with connection.schema_editor() as editor:
        editor.remove_constraint(Agreement, ONLY_ONE)
    MOVE.go_back(apps, None)
    assert states() == ["in_force", "in_force", "draft", "in_force", "draft"]
    Agreement.objects.filter(pk=first.pk).update(state="draft")
    with connection.schema_editor() as editor:
        editor.add_constraint(Agreement, ONLY_ONE)
