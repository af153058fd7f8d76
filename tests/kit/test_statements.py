"""A statement composed once gives what its rows give, whatever keys it is asked with."""

import threading

import pytest
from django.db import connection
from django.db.models import Count, Q

from janji.kit.statements import KEY, TEXT_KEY, Statement, number_keys, text_keys
from janji.orgs.models import OrgUnit, RoleAssignment, User

pytestmark = pytest.mark.django_db


def roles(office):
    return RoleAssignment.objects.filter(org_unit=office).order_by("pk")


# What may be asked of the roles of an office: rows, with what belongs to them, tuples, sums.
SHAPES = {
    "rows": roles,
    "rows with theirs": lambda office: roles(office).select_related("org_unit", "user"),
    "rows and those prefetched": lambda office: roles(office).prefetch_related("user"),
    "annotated": lambda office: roles(office).annotate(many=Count("user__role_assignments")),
    "tuples": lambda office: roles(office).values_list("role", "starts_on", "ends_on"),
    "dictionaries": lambda office: roles(office).values("role", "starts_on"),
    "single values": lambda office: roles(office).values_list("role", flat=True),
    "sums": lambda office: (
        roles(office)
        .order_by("role")
        .values("role")
        .annotate(all=Count("pk"), heads=Count("pk", filter=Q(role="head")))
    ),
    "the first two": lambda office: roles(office)[:2],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_it_answers_for_every_key(cast, shape):
    rows = SHAPES[shape]
    statement = Statement(rows(KEY))
    answers = []
    for key in [*OrgUnit.objects.values_list("pk", flat=True), 0]:
        answers.append(statement.ask(key))
        assert answers[-1] == list(rows(key))
    assert any(answers)


def test_what_belongs_to_rows_comes_along(cast, django_assert_num_queries):
    statement = Statement(SHAPES["rows with theirs"](KEY))
    with django_assert_num_queries(1):
        found = statement.ask(cast.district.pk)
        assert {str(one.org_unit) for one in found} == {"Kecamatan Ajibarang"}
        assert cast.camat in {one.user for one in found}


def test_several_keys(cast):
    offices = [cast.district.pk, cast.government.pk, cast.village.pk]
    statement = Statement(OrgUnit.objects.filter(pk__in=number_keys(3)).order_by("path"), 3)
    assert statement.ask(*offices) == [cast.government, cast.district, cast.village]
    assert statement.ask(*[cast.village.pk] * 3) == [cast.village]


def test_numbers_and_texts_together(cast):
    numbers, texts = number_keys(2)[:1], text_keys(2)[1:]
    statement = Statement(OrgUnit.objects.filter(pk__in=numbers, slug__in=texts), 2)
    assert statement.ask(cast.district.pk, cast.district.slug) == [cast.district]
    assert statement.ask(cast.village.pk, cast.district.slug) == []


@pytest.mark.parametrize(
    "text", ["", "' OR 1=1 --", "%", "tidak-ada", "\ue0000", "kecamatan-ajibarang\u200b"]
)
def test_a_text_is_only_a_text(cast, text):
    assert Statement(OrgUnit.objects.filter(slug=TEXT_KEY)).ask(text) == []


@pytest.mark.parametrize("key", [2**63, -(2**63) - 1, 10**40])
def test_a_number_that_no_column_holds_has_no_rows(key, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert Statement(OrgUnit.objects.filter(pk=KEY)).ask(key) == []


def test_rows_that_do_not_ask_for_a_key_are_no_question():
    for rows, count in [(OrgUnit.objects.all(), 1), (OrgUnit.objects.filter(pk=KEY), 2)]:
        with pytest.raises(ValueError, match="every key"):
            Statement(rows, count)


@pytest.mark.django_db(transaction=True)
def test_it_asks_through_the_connection_of_whoever_asks(cast):
    """A statement is shared by the threads of a process, which have connections of their own."""
    statement, found = Statement(User.objects.filter(pk=KEY)), []

    def ask():
        found.extend(statement.ask(cast.camat.pk))
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [cast.camat] * 4
