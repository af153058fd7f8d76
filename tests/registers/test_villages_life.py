"""Villages listed and ended, inspected once however often it is sent, findings put right."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.editions import afresh
from janji.orgs.models import OrgUnitKind
from janji.registers.villages import actions
from janji.registers.villages.models import InspectedBook, Inspection, Village
from tests.registers.village_books import (
    DAY,
    NOW,
    inspect,
    listed,
    office,
    set_days,
    sheet,
    village_clerk,
)

pytestmark = pytest.mark.django_db


def test_the_villages_of_the_tree_are_counted_of_themselves(cast):
    office(cast, "Kelurahan Sokanegara", OrgUnitKind.WARD)
    office(cast, "Desa Panusupan", parent=cast.other_district)
    found = listed(cast, "Desa Lesmana")
    assert {name: one.kind for name, one in found.items()} == {
        "Desa Kracak": "village",
        "Kelurahan Sokanegara": "ward",
        "Desa Lesmana": "village",
    }
    assert not Village.objects.exists()


def test_an_inspection_keeps_what_was_seen_and_its_sums(cast):
    kracak = listed(cast)["Desa Kracak"]
    made = inspect(cast, kracak, {"A.5": None, "A.3": 3, "C.4": 2, "D.1": 0})
    assert (made.points_a, made.books_a, made.points_b, made.books_b) == (31, 8, 20, 5)
    assert (made.points_c, made.books_c, made.points_d, made.books_d) == (22, 6, 12, 4)
    assert (made.points_e, made.books_e, made.missing) == (0, 0, 1)
    assert (made.regulation, made.semester, made.org_unit) == ("47/2016", 1, cast.village)
    assert [one.book for one in made.items.all()][:3] == ["A.1", "A.2", "A.3"]
    assert made.items.get(book="A.5").not_applicable == "Desa tidak mempunyai tanah kas"
    assert audit.history(made).get().deed == "record-inspection"


def test_books_of_other_matters_may_be_looked_at_or_not(cast):
    kracak = listed(cast)["Desa Kracak"]
    made = inspect(cast, kracak, {"E.1": 4, "E.12": 1})
    assert (made.points_e, made.books_e, made.missing) == (5, 2, 0)


def test_sent_twice_it_is_kept_once(cast):
    kracak = listed(cast)["Desa Kracak"]
    key = uuid4()
    first = inspect(cast, kracak, client_key=key)
    assert inspect(cast, kracak, client_key=key) == first
    assert (Inspection.objects.count(), InspectedBook.objects.count()) == (1, 24)
    with pytest.raises(Refused, match="inspection-differs"):
        inspect(cast, kracak, {"A.1": 0}, client_key=key)
    assert Inspection.objects.get().missing == 0


def test_the_database_itself_knows_a_key_once(cast):
    found = listed(cast, "Desa Lesmana")
    made = inspect(cast, found["Desa Kracak"])
    with pytest.raises(Refused, match="inspection-differs"):
        inspect(cast, found["Desa Lesmana"], client_key=made.client_key)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": date(2020, 1, 1)}, "inspection-ahead"),
        ({"on": date(2016, 7, 28)}, "no-books-on-day"),
        ({"scores": {"C.7": 4}}, "book-unknown"),
    ],
)
def test_what_cannot_be(cast, change, code):
    kracak = listed(cast)["Desa Kracak"]
    with pytest.raises(Refused, match=code):
        inspect(cast, kracak, **change)


def test_every_mandatory_book_is_looked_at(cast):
    kracak = listed(cast)["Desa Kracak"]
    whole = sheet()
    partly = {code: one for code, one in whole.books.items() if code not in {"B.1", "D.4"}}
    with pytest.raises(Refused, match="books-unseen") as refused:
        inspect(cast, kracak, type(whole)(DAY, "Sri Lestari", partly))
    assert refused.value.facts["books"] == "B.1, D.4"


def test_nobody_inspects_the_own_books(cast):
    kracak = listed(cast)["Desa Kracak"]
    for someone in (village_clerk(cast), cast.stranger, cast.camat, cast.inspektorat):
        with pytest.raises(Refused, match="not-allowed"):
            inspect(cast, kracak, by=someone)


def test_withdrawn_it_stays_readable(cast):
    made = inspect(cast, listed(cast)["Desa Kracak"])
    said = {"inspection": made, "based_on": 1, "at": NOW}
    with pytest.raises(Refused, match="not-allowed"):
        actions.withdraw_inspection(reason="Salah desa", by=cast.operator, **said)
    with pytest.raises(Refused, match="withdrawal-reason-missing"):
        actions.withdraw_inspection(reason=" ", by=cast.kasi, **said)
    gone = actions.withdraw_inspection(reason="Salah desa", by=cast.kasi, **said)
    assert (gone.withdrawn_because, gone.withdrawn_by) == ("Salah desa", cast.kasi)
    assert gone.items.count() == 24
    with pytest.raises(Refused, match="changed-meanwhile"):
        actions.withdraw_inspection(reason="Lagi", by=cast.kasi, **said)
    with pytest.raises(Refused, match="inspection-withdrawn"):
        actions.withdraw_inspection(reason="Lagi", by=cast.kasi, **said | {"based_on": 2})


def test_a_village_ends_with_a_reason_and_not_before_it_was_inspected(cast):
    kracak = listed(cast)["Desa Kracak"]
    inspect(cast, kracak)
    with pytest.raises(Refused, match="village-ends-early"):
        set_days(cast, kracak, until=date(2019, 6, 19), reason="Digabung")
    with pytest.raises(Refused, match="village-reason-missing"):
        set_days(cast, kracak, until=date(2019, 6, 30))
    with pytest.raises(Refused, match="not-allowed"):
        set_days(cast, kracak, until=date(2019, 6, 30), reason="Digabung", by=cast.operator)
    set_days(cast, kracak, until=date(2019, 6, 30), reason="Digabung")
    with pytest.raises(Refused, match="village-not-kept-on-day"):
        inspect(cast, afresh(kracak), on=date(2019, 7, 1))
    assert Village.objects.get().end_reason == "Digabung"
    with pytest.raises(Refused, match="changed-meanwhile"):
        set_days(cast, kracak, based_on=1)
    set_days(cast, kracak, based_on=2)
    assert inspect(cast, afresh(kracak), on=date(2019, 7, 1)).org_unit == kracak


def test_a_new_village_begins_on_a_day(cast):
    lesmana = listed(cast, "Desa Lesmana")["Desa Lesmana"]
    inspect(cast, lesmana, on=date(2019, 8, 1))
    for since, code in (
        (date(2019, 8, 2), "village-begins-late"),
        (date(2020, 1, 1), "village-begins-ahead"),
    ):
        with pytest.raises(Refused, match=code):
            set_days(cast, lesmana, since=since)
    with pytest.raises(Refused, match="village-ends-early"):
        set_days(cast, lesmana, since=date(2019, 7, 1), until=date(2019, 6, 1), reason="Salah")
    set_days(cast, lesmana, since=date(2019, 7, 1))
    with pytest.raises(Refused, match="village-not-kept-on-day"):
        inspect(cast, afresh(lesmana), on=date(2019, 6, 30))


def finding(cast, made, **more):
    said = {"book": "C.4", "content": "Buku kas umum belum ditutup", "due_on": date(2019, 7, 20)}
    return actions.record_finding(inspection=made, by=cast.operator, at=NOW, **said | more)


def test_a_finding_is_put_right_with_evidence(cast):
    made = inspect(cast, listed(cast)["Desa Kracak"], {"C.4": 2})
    found = finding(cast, made)
    assert (found.org_unit, found.settled_on) == (cast.village, None)
    said = {"finding": found, "based_on": 1, "by": cast.operator, "at": NOW}
    for evidence, on, code in (
        (" ", DAY, "finding-evidence-missing"),
        ("Buku ditutup", date(2019, 6, 19), "finding-settled-outside"),
        ("Buku ditutup", date(2020, 1, 1), "finding-settled-outside"),
    ):
        with pytest.raises(Refused, match=code):
            actions.settle_finding(evidence=evidence, settled_on=on, **said)
    done = actions.settle_finding(evidence="Buku ditutup", settled_on=date(2019, 7, 1), **said)
    assert (done.evidence, done.settled_by) == ("Buku ditutup", cast.operator)
    with pytest.raises(Refused, match="finding-settled"):
        actions.settle_finding(evidence="x", settled_on=DAY, **said | {"based_on": 2})


def test_what_a_finding_cannot_be(cast):
    made = inspect(cast, listed(cast)["Desa Kracak"])
    with pytest.raises(Refused, match="finding-due-early"):
        finding(cast, made, due_on=date(2019, 6, 19))
    with pytest.raises(Refused, match="book-unknown"):
        finding(cast, made, book="Z.1")
    with pytest.raises(Refused, match="not-allowed"):
        actions.record_finding(
            inspection=made, book=None, content="x", due_on=DAY, by=village_clerk(cast), at=NOW
        )
    assert finding(cast, made, book=None).book is None
