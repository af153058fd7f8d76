"""What the database itself guarantees."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

OURS = [model for model in apps.get_models() if model.__module__.startswith("janji.")]


def when_and_whom_pairs():
    for model in OURS:
        names = {field.name for field in model._meta.get_fields()}
        for name in sorted(names):
            if name.endswith("_at") and f"{name.removesuffix('_at')}_by" in names:
                yield model, name.removesuffix("_at")


@pytest.mark.parametrize(("model", "pair"), list(when_and_whom_pairs()))
def test_when_and_by_whom_stand_together(model, pair):
    """Both required, or bound together by a constraint."""
    at, by = model._meta.get_field(f"{pair}_at"), model._meta.get_field(f"{pair}_by")
    if not at.null and not by.null:
        return
    bound = any(
        f"{pair}_at" in str(constraint.condition) and f"{pair}_by" in str(constraint.condition)
        for constraint in model._meta.constraints
        if hasattr(constraint, "condition") and constraint.condition
    )
    assert bound, f"{model.__name__}: {pair}_at and {pair}_by need a constraint"


def test_pairs_were_found():
    assert len(list(when_and_whom_pairs())) >= 3


@pytest.mark.slow
@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert "agreements_agreement" in connection.introspection.table_names()
