"""The pages of what becomes of an agreement: deadline, revision, comparison, end, complement."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from janji.agreements import actions
from janji.agreements.models import Agreement
from tests.agreements import stories
from tests.cast import AT

LIST = "/perjanjian/"
SCAN = b"%PDF-1.7 dppa"


@pytest.fixture
def agreement(cast):
    return stories.in_force(cast)


def page_of(client, agreement, part=""):
    return client.get(f"{LIST}{agreement.pk}/{part}").content.decode()


def revision(**said):
    sent = {
        "reason": "strategy-or-budget-changed",
        "basis_kind": "DPPA",
        "basis_number": "903/114/2019",
        "basis_date": "01-04-2019",
        "file": SimpleUploadedFile("dppa.pdf", SCAN, "application/pdf"),
    }
    return {name: value for name, value in (sent | said).items() if value is not None}


def test_a_revision_is_drafted_on_its_page_with_the_file_it_rests_on(cast, as_user, agreement):
    client = as_user(cast.perencana)
    assert "Susun perubahan" in page_of(client, agreement)
    assert client.post(f"{LIST}{agreement.pk}/perubahan/", revision()).status_code == 302
    made = Agreement.objects.get(revises=agreement)
    page = page_of(client, made)
    for said in ("Perubahan ke-1", "903/114/2019", "dppa.pdf", "Mengubah", "Banding"):
        assert said in page
    (file,) = made.basis_files.all()
    got = client.get(reverse("agreements:basis-file", args=[file.pk]))
    assert b"".join(got) == SCAN
    assert (
        as_user(cast.stranger).get(reverse("agreements:basis-file", args=[file.pk])).status_code
        == 404
    )
    assert "Susun perubahan" not in page_of(client, agreement)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "other"},
        {"reason": None},
        {"basis_number": ""},
        {"basis_date": "31-02-2019"},
        {"basis_date": "01-01-2099"},
        {"file": None},
        {"file": SimpleUploadedFile("a.exe", b"MZ\x00\x01")},
    ],
)
def test_without_a_lawful_reason_and_a_basis_nothing_is_drafted(cast, as_user, agreement, wrong):
    answer = as_user(cast.perencana).post(f"{LIST}{agreement.pk}/perubahan/", revision(**wrong))
    assert answer.status_code == 422
    assert Agreement.objects.count() == 1


def test_the_comparison_says_what_reads_otherwise_and_nothing_else(cast, as_user, agreement):
    draft = stories.revised(agreement, cast)
    page = page_of(as_user(cast.camat), draft, "banding/")
    assert "Waktu penandatanganan" in page
    assert "Target" not in page.split("<main")[1].split("</main>")[0]
    target = actions.drafts.queries.targets_of(draft)[1]
    actions.set_measuring_plans(
        agreement=draft,
        plans={target.pk: stories.plan("80", "81", "82", "82", shape=stories.Shape.VALUE)},
        based_on=draft.edition,
        by=cast.perencana,
        at=AT,
    )
    page = page_of(as_user(cast.camat), draft, "banding/")
    assert "82 · 82 · 82 · 82" in page
    assert "80 · 81 · 82 · 82" in page
    assert as_user(cast.camat).get(f"{LIST}{agreement.pk}/banding/").status_code == 404


def test_2_example_1_lateness_stands_on_the_page_on_the_list_and_in_its_sheet(cast, as_user):
    draft = stories.complete(cast)
    client = as_user(cast.perencana)
    sent = {"based_on": draft.edition, "approved_on": "01-03-2019"}
    assert client.post(f"{LIST}{draft.pk}/anggaran/", sent).status_code == 302
    assert Agreement.objects.get().due_on == date(2019, 4, 1)
    stories.sign(draft, cast, at=AT.replace(day=2))
    assert "terlambat 1 hari" in page_of(client, draft)
    assert "terlambat 1 hari" in client.get(LIST).content.decode()
    assert client.get(f"{LIST}?unduh=xlsx").status_code == 200


def test_a_day_that_no_calendar_has_is_not_noted(cast, as_user):
    draft = stories.complete(cast)
    sent = {"based_on": draft.edition, "approved_on": "2019-02-30"}
    answer = as_user(cast.perencana).post(f"{LIST}{draft.pk}/anggaran/", sent)
    assert answer.status_code == 422
    assert Agreement.objects.get().due_on is None


def test_an_end_and_a_complement_through_their_pages(cast, as_user, agreement):
    superior, planner = as_user(cast.bupati), as_user(cast.perencana)
    here = f"{LIST}{agreement.pk}/"
    assert "Akhiri" in page_of(superior, agreement)
    assert f"{here}akhiri/" not in page_of(planner, agreement)
    agreement.refresh_from_db()
    sent = {"based_on": agreement.edition, "ends_on": "14-07-2019", "reason": "Camat dipindahkan"}
    assert superior.post(f"{here}akhiri/", sent).status_code == 302
    assert "Susun perjanjian pelengkap" in page_of(planner, agreement)
    address = reverse("measurements:complement", args=[agreement.pk])
    page = planner.get(address).content.decode()
    for said in ("15-07-2019", "Dijumlahkan", "Posisi", "belum diukur"):
        assert said in page
    assert planner.post(address, {"starts_on": "1-13-2019", "draft": "1"}).status_code == 422
    assert planner.post(address, {"starts_on": "14-07-2019", "draft": "1"}).status_code == 422
    assert planner.post(address, {"starts_on": "01-10-2019"}).status_code == 200
    assert planner.post(address, {"starts_on": "15-07-2019", "draft": "1"}).status_code == 302
    made = Agreement.objects.get(completes=agreement)
    page = page_of(planner, made)
    for said in ("Pelengkap sejak 15 Juli 2019", "hari kerja sejak pejabat baru", "Melengkapi"):
        assert said in page
    assert planner.get(address).status_code == 409
    assert planner.get(f"{LIST}{made.pk}/cara-ukur/").status_code == 200
    pdf = planner.get(f"{LIST}{made.pk}/perjanjian.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert as_user(cast.stranger).get(address).status_code == 404
    assert as_user(cast.operator).get(address).status_code == 403


def test_the_list_costs_the_same_whatever_became_of_its_agreements(
    cast, as_user, agreement, django_assert_max_num_queries
):
    client = as_user(cast.bupati)
    client.get(LIST)
    stories.sign(stories.revised(agreement, cast), cast)
    with django_assert_max_num_queries(9):
        client.get(LIST)
