"""The page of a quarter: what it shows, its buttons, what they refuse, and who sees it."""

from datetime import date

import pytest

from janji.agreements.queries import targets_of
from janji.measurements.actions import EnteredFigure
from janji.measurements.models import AcceptedGap
from janji.orgs.roles import Role
from tests.agreements import stories
from tests.agreements.test_changes import ended
from tests.indicators.test_definitions import propose, sign
from tests.measurements.quarters import approved, filled, locked, move, row_of, submit
from tests.measurements.test_counted_figures import a_book
from tests.measurements.test_official_figures import one_more
from tests.measurements.test_quarters import also
from tests.measurements.test_recording import record

OFFICE = "kecamatan-ajibarang"
PAGE = f"/pengukuran/{OFFICE}/2019/1/"


def said(answer):
    return " ".join(answer.content.decode().split())


def send(client, deed, row=None, **more):
    return client.post(PAGE, {"deed": deed, "based_on": row.edition if row else ""} | more)


def test_from_hand_to_hand_through_the_pages(cast, as_user):
    filled(cast)
    assert "Belum disampaikan" in said(as_user(cast.operator).get(PAGE))
    for who, deed in (
        ("kasi", "submit"),
        ("verifikator", "verify"),
        ("camat", "approve"),
        ("bupati", "accept"),
        ("bupati", "lock"),
    ):
        client = as_user(getattr(cast, who))
        assert f'value="{deed}"' in said(client.get(PAGE)), deed
        assert send(client, deed, row_of(cast), reason="Cocok").status_code == 302, deed
    assert row_of(cast).state == "locked"
    page = said(as_user(cast.operator).get(PAGE))
    assert "Angka yang dibekukan" in page
    assert "150 dari 300" in page
    assert "Wiryo Santosa" in page
    assert 'name="deed"' not in page


def test_buttons_are_hidden_and_doors_refuse_all_the_same(cast, as_user):
    filled(cast)
    for who in ("operator", "camat", "inspektorat"):
        client = as_user(getattr(cast, who))
        assert 'name="deed"' not in said(client.get(PAGE))
        answer = send(client, "submit")
        assert answer.status_code in {403, 422}, who
        assert "tidak berwenang" in said(answer)
    submit(cast)
    answer = send(as_user(cast.camat), "approve", row_of(cast))
    assert answer.status_code == 422
    assert row_of(cast).state == "submitted"


@pytest.mark.parametrize("deed", ["", "hapus", "open"])
def test_what_is_no_deed_does_nothing(cast, as_user, deed):
    filled(cast)
    assert send(as_user(cast.kasi), deed).status_code == 409
    assert row_of(cast) is None


@pytest.mark.parametrize("who", ["stranger"])
def test_others_see_nothing_of_it(cast, as_user, who):
    filled(cast)
    client = as_user(getattr(cast, who))
    assert client.get(PAGE).status_code == 404
    assert send(client, "submit").status_code == 404
    assert client.get(PAGE.replace("/1/", "/5/")).status_code == 404


def test_a_gap_asks_for_its_reason_and_the_head_accepts_it(cast, as_user):
    targets = filled(cast)
    fourth = targets[3]
    fourth.measurements.all().delete()
    client = as_user(cast.perencana)
    assert f'name="gap_{fourth.pk}"' in said(client.get(PAGE))
    empty = send(client, "submit")
    assert empty.status_code == 422
    assert "1 indikator belum mempunyai angka yang utuh" in said(empty)
    assert send(client, "submit", **{f"gap_{fourth.pk}": "Kebun banjir"}).status_code == 302
    move(cast, "verify")
    head = as_user(cast.camat)
    assert "Kebun banjir" in said(head.get(PAGE))
    refused = send(head, "approve", row_of(cast))
    assert refused.status_code == 422
    assert "pengecualian yang belum diterima" in said(refused)
    gap = AcceptedGap.objects.get()
    assert send(head, "approve", row_of(cast), accept_gaps=[gap.pk]).status_code == 302
    for address in (PAGE, f"/beranda/{OFFICE}/2019/"):
        assert "Kebun banjir" in said(head.get(address)), address


def test_returning_asks_why(cast, as_user):
    filled(cast)
    submit(cast)
    client = as_user(cast.verifikator)
    answer = send(client, "return", row_of(cast))
    assert answer.status_code == 422
    assert "Tulis alasannya" in said(answer)
    assert send(client, "return", row_of(cast), reason="Bukti kurang").status_code == 302
    page = said(as_user(cast.perencana).get(PAGE))
    assert "Bukti kurang" in page
    assert "Angka menurut catatan sekarang" in page
    assert "150 dari 300" in said(as_user(cast.perencana).get(f"{PAGE}?putaran=1"))


def test_someone_was_faster(cast, as_user):
    filled(cast)
    row = submit(cast)
    seen = row.edition
    move(cast, "return")
    submit(cast)
    answer = as_user(cast.verifikator).post(PAGE, {"deed": "verify", "based_on": seen})
    assert answer.status_code == 409


def test_who_typed_is_told_that_others_must_go_on(cast, as_user):
    filled(cast, by=cast.kasi)
    also(cast, "kasi", Role.VERIFIER)
    submit(cast)
    page = said(as_user(cast.kasi).get(PAGE))
    assert "Anda mengisi atau mencatat angka triwulan ini" in page
    assert send(as_user(cast.kasi), "verify", row_of(cast)).status_code == 422


def test_what_was_submitted_is_not_typed_and_says_so(cast, as_user):
    targets = filled(cast)
    submit(cast)
    client = as_user(cast.operator)
    answer = client.get(f"/pengukuran/isi/{targets[0].pk}/1/")
    assert answer.status_code == 409
    assert "sudah disampaikan" in said(answer)
    year = said(client.get(f"/pengukuran/{OFFICE}/2019/"))
    assert f"/pengukuran/isi/{targets[0].pk}/1/" not in year
    assert f"/pengukuran/isi/{targets[0].pk}/2/" in year


def test_drift_stands_beside_the_approved_figure_everywhere(cast, as_user):
    targets = filled(cast)
    offered = a_book(cast)
    sign(cast, propose(cast, targets[3].indicator_version))
    approved(cast)
    one_more(cast, offered)
    client = as_user(cast.camat)
    page = said(client.get(PAGE))
    assert "Berubah sejak disampaikan" in page
    assert "semula 2 dari 3, sekarang 3 dari 4" in page
    assert "2 menjadi 3" in page
    assert "Sri Lestari" in page
    assert "catatan sekarang 3 dari 4" in said(client.get(f"/beranda/{OFFICE}/2019/"))
    assert "catatan sekarang 3 dari 4" in said(client.get(f"/indikator/{targets[3].pk}/"))
    flaw = said(client.get(f"/mutu/{OFFICE}/2019/berubah-setelah-disetujui/"))
    assert targets[3].indicator_version.text in flaw


@pytest.mark.parametrize("state", ["open", "submitted", "locked"])
def test_it_costs_few_queries(cast, as_user, state, django_assert_max_num_queries):
    filled(cast)
    if state == "submitted":
        submit(cast)
    if state == "locked":
        locked(cast)
    client = as_user(cast.verifikator)
    with django_assert_max_num_queries(30):
        assert client.get(PAGE).status_code == 200


def test_a_quarter_to_come_says_when(cast, as_user):
    stories.in_force(cast)
    page = said(as_user(cast.kasi).get(PAGE.replace("2019/1", "2019/4")))
    assert "Disampaikan paling lambat" in page or "terlambat" in page


def test_what_was_not_measured_says_so_in_the_frozen_set(cast, as_user):
    targets = targets_of(stories.in_force(cast))
    for target in targets:
        record(target, cast.operator, EnteredFigure(not_measured_because="Banjir"), 1)
    submit(cast)
    assert "belum dapat diukur: Banjir" in said(as_user(cast.camat).get(PAGE))


def test_a_returned_figure_is_put_right_from_the_page_of_the_quarter(cast, as_user):
    targets = filled(cast)
    enter = f"/pengukuran/isi/{targets[1].pk}/1/?dari=triwulan"
    operator = as_user(cast.operator)
    assert enter in said(operator.get(PAGE))
    submit(cast)
    assert enter not in said(operator.get(PAGE))
    move(cast, "return", reason="Angkanya tertukar")
    page = said(operator.get(PAGE))
    assert "Angkanya tertukar" in page.partition("Angka menurut catatan sekarang")[0]
    assert f'href="{enter}"> Ubah<' in page
    assert enter not in said(as_user(cast.camat).get(PAGE))
    form = operator.get(enter).context["form"]
    sent = {"value": "82,5", "based_on": form["based_on"].value()}
    answer = operator.post(enter, sent)
    assert answer.headers["Location"] == PAGE
    assert "82,5" in said(operator.get(PAGE))


def test_a_returned_counted_figure_leads_to_the_rows_it_is_counted_from(cast, as_user):
    targets = filled(cast)
    a_book(cast)
    sign(cast, propose(cast, targets[3].indicator_version))
    submit(cast)
    rows = f"/indikator/{targets[3].pk}/baris/layanan_jatuh_tempo/?dari=1&amp;sampai=1"
    client = as_user(cast.operator)
    assert rows not in said(client.get(PAGE))
    move(cast, "return", reason="Satu layanan belum dicatat")
    page = said(client.get(PAGE))
    assert f"/pengukuran/isi/{targets[3].pk}/1/" not in page
    assert rows in page
    assert "Warga (3, 20)" in said(client.get(rows.replace("&amp;", "&")))


def test_nothing_is_put_right_once_the_agreement_is_over(cast, as_user):
    agreement = stories.in_force(cast)
    client = as_user(cast.operator)
    typed = f"/pengukuran/isi/{targets_of(agreement)[0].pk}/1/"
    assert typed in said(client.get(PAGE))
    ended(agreement, cast, date(2019, 7, 14))
    assert typed not in said(client.get(PAGE))
