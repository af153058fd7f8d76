"""A statement composed once gives what its rows give, whatever key it is asked with."""

import pytest
from django.db.models import Count, Q

from janji.kit.statements import KEY, Statement
from janji.orgs.models import OrgUnit, RoleAssignment

pytestmark = pytest.mark.django_db


def counted(office):
    """Roles of an office by what they are, some of them counted twice."""
    rows = RoleAssignment.objects.filter(org_unit=office).order_by("role").values("role")
    return rows.annotate(all=Count("pk"), heads=Count("pk", filter=Q(role="head")))


def test_it_answers_for_every_key(cast):
    statement = Statement.of(counted(KEY))
    assert statement.names == ("role", "all", "heads")
    keys = [*OrgUnit.objects.values_list("pk", flat=True), 0]
    for key in keys:
        composed = [tuple(row.values()) for row in counted(key)]
        assert statement.ask(key) == composed
    assert any(statement.ask(key) for key in keys)


def test_it_asks_once(cast, django_assert_num_queries):
    statement = Statement.of(counted(KEY))
    with django_assert_num_queries(1):
        statement.ask(cast.camat.pk)


def test_rows_without_a_key_are_no_question():
    with pytest.raises(ValueError, match="asks for the key"):
        Statement.of(OrgUnit.objects.values("name"))
