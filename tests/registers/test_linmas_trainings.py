"""What a training brings its members, files of events, cancelled by mistake, how a Satlinmas is made up."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.core.periods import through
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.files import CheckedFile, Kind
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.registers.linmas import actions, queries
from janji.registers.linmas.intake import ResultText
from janji.registers.linmas.models import EventFile, Result
from tests.registers.linmas_stories import NAMES, NOW, cancel, event, member, tick, value
from tests.registers.village_books import picture

pytestmark = pytest.mark.django_db
BASE = "/catatan/linmas/"
YEAR = through(2019, 4)
GOOD = ResultText(Decimal("87.5"), "SERT/01/2019")


@pytest.fixture
def training(cast):
    """Two members of Desa Kracak came to a training."""
    one, two = member(cast, NAMES[0]), member(cast, NAMES[1])
    held = event(cast, kind="training", hours=16)
    tick(cast, held, one, two)
    held.refresh_from_db()
    return held


def people(training):
    return [one.member for one in queries.results_of(training)]


def give(cast, training, results, **more):
    training.refresh_from_db()
    said = {"village": cast.village, "based_on": training.edition, "by": cast.operator, "at": NOW}
    return actions.set_results(event=training, results=results, **said | more)


def standing(training):
    return {one.member.name: one.standing for one in queries.results_of(training)}


def test_a_corrected_result_leaves_what_stood_there(cast, training):
    two, one = people(training)
    assert (one.name, two.name) == (NAMES[0], NAMES[1])
    assert give(cast, training, {one.pk: GOOD, two.pk: ResultText()}) == 1
    assert standing(training) == {NAMES[0]: GOOD, NAMES[1]: ResultText()}
    better = ResultText(Decimal(90), GOOD.certificate_number)
    assert give(cast, training, {one.pk: better}) == 1
    assert standing(training)[NAMES[0]] == better
    assert [one.score for one in Result.objects.all()] == [Decimal("87.5"), Decimal(90)]
    facts = audit.history(training).first().facts
    assert (facts["count"], facts["office"]) == (1, "desa-kracak")
    assert "SERT" not in str(facts)
    with pytest.raises(Refused, match="linmas-nothing-corrected"):
        give(cast, training, {one.pk: better})


def test_results_are_for_those_who_came_to_a_training(cast, training):
    two, one = people(training)
    for results, code in (
        ({one.pk: ResultText(Decimal(101))}, "score-outside"),
        ({one.pk: ResultText(Decimal(-1))}, "score-outside"),
        ({999_999: GOOD}, "result-without-attendance"),
    ):
        with pytest.raises(Refused, match=code):
            give(cast, training, results)
    with pytest.raises(Refused, match="changed-meanwhile"):
        give(cast, training, {one.pk: GOOD}, based_on=1)
    with pytest.raises(Refused, match="not-allowed"):
        give(cast, training, {one.pk: GOOD}, by=cast.camat)
    parade = event(cast, kind="parade")
    tick(cast, parade, one)
    with pytest.raises(Refused, match="results-need-training"):
        give(cast, parade, {one.pk: GOOD})
    # Whoever is not ticked any more has no result there any more either.
    give(cast, training, {two.pk: GOOD})
    tick(cast, training, one)
    assert standing(training) == {NAMES[0]: ResultText()}


def test_results_are_typed_beside_the_names(cast, training, as_user):
    client = as_user(cast.operator)
    two, one = people(training)
    address = f"{BASE}acara/{training.pk}/nilai/desa-kracak/"
    assert f"Nilai {NAMES[0]}" in client.get(address).text
    sent = {"based_on": str(training.edition), f"score-{one.pk}": "87,5"}
    sent |= {f"certificate-{one.pk}": "SERT/01/2019", f"score-{two.pk}": "seratus"}
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "seratus" in wrong.text
    assert client.post(address, sent | {f"score-{two.pk}": ""}).status_code == 302
    assert standing(training) == {NAMES[0]: GOOD, NAMES[1]: ResultText()}
    shown = as_user(cast.camat).get(f"{BASE}acara/{training.pk}/").text
    assert "87,5, sertifikat SERT/01/2019" in shown
    assert "87,5, sertifikat SERT/01/2019" in client.get(f"{BASE}anggota/{one.pk}/").text
    assert as_user(cast.camat).get(address).status_code == 403
    assert as_user(cast.stranger).get(address).status_code == 404
    late = client.post(address, sent | {f"score-{two.pk}": "60"})
    assert late.status_code == 409
    assert client.get(f"{BASE}acara/{training.pk}/nilai/desa-lesmana/").status_code == 404


def test_a_list_of_attendance_is_kept_and_seen_by_those_who_see_the_office(cast, training, as_user):
    client, address = as_user(cast.operator), f"{BASE}acara/{training.pk}/"

    def sent():
        file = SimpleUploadedFile("daftar hadir.png", picture(), "image/png")
        return {"kind": "attendance", "file": file}

    answer = client.post(f"{address}berkas/", sent(), follow=True)
    assert "Berkas tersimpan." in answer.text
    assert "daftar hadir.png" in answer.text
    client.post(f"{address}berkas/", sent())
    kept = EventFile.objects.get()
    taken = as_user(cast.camat).get(f"{BASE}berkas/{kept.pk}/")
    assert b"".join(taken) == picture()
    assert as_user(cast.stranger).get(f"{BASE}berkas/{kept.pk}/").status_code == 404
    assert as_user(cast.camat).post(f"{address}berkas/", sent()).status_code == 403
    text = SimpleUploadedFile("catatan.exe", b"MZ\0\0", "image/png")
    wrong = client.post(f"{address}berkas/", {"kind": "photo", "file": text}, follow=True)
    assert "catatan.exe" in wrong.text
    away = f"{BASE}berkas/{kept.pk}/tarik/"
    assert client.post(away, {"reason": ""}).status_code == 422
    assert "Salah unggah" in client.post(away, {"reason": "Salah unggah"}, follow=True).text
    assert client.get(f"{BASE}berkas/{kept.pk}/").status_code == 404
    with pytest.raises(Refused, match="event-file-withdrawn"):
        actions.withdraw_event_file(file=kept, reason="Lagi", by=cast.operator, at=NOW)


def test_an_event_has_so_many_files_and_none_once_it_is_cancelled(cast, training, monkeypatch):
    monkeypatch.setattr(actions, "MOST_FILES", 1)

    def keep(colour):
        file = CheckedFile("foto.png", picture(colour), Kind.PNG)
        return actions.add_event_file(
            event=training, kind="photo", file=file, by=cast.operator, at=NOW
        )

    assert keep(1) == keep(1)
    with pytest.raises(Refused, match="event-files-too-many"):
        keep(2)
    cancel(cast, training)
    with pytest.raises(Refused, match="event-cancelled"):
        keep(1)


def restore(cast, held, reason="Ternyata berlangsung", **more):
    held.refresh_from_db()
    said = {"based_on": held.edition, "by": cast.operator, "at": NOW}
    return actions.restore_event(event=held, reason=reason, **said | more)


def test_cancelled_by_mistake_it_counts_again(cast, training, as_user):
    assert value(cast.village, "anggota_linmas_terbina", YEAR) == 2
    with pytest.raises(Refused, match="event-not-cancelled"):
        restore(cast, training)
    cancel(cast, training)
    assert value(cast.village, "anggota_linmas_terbina", YEAR) == 0
    with pytest.raises(Refused, match="restore-reason-missing"):
        restore(cast, training, " ")
    with pytest.raises(Refused, match="not-allowed"):
        restore(cast, training, by=cast.camat)
    page = as_user(cast.operator).get(f"{BASE}acara/{training.pk}/").text
    assert "Tarik pembatalan" in page
    assert "Tarik pembatalan" not in as_user(cast.camat).get(f"{BASE}acara/{training.pk}/").text
    sent = {"based_on": str(training.edition), "reason": "Ternyata berlangsung"}
    address = f"{BASE}acara/{training.pk}/pulihkan/"
    assert as_user(cast.operator).post(address, sent).status_code == 302
    assert value(cast.village, "anggota_linmas_terbina", YEAR) == 2
    facts = audit.history(training).first().facts
    assert (facts["why"], facts["cancelled_because"]) == ("Ternyata berlangsung", "Hujan")
    page = as_user(cast.camat).get(f"{BASE}acara/{training.pk}/").text
    assert "Pembatalan ditarik" in page
    assert "Dibatalkan" not in page


def test_how_every_satlinmas_is_made_up(cast, as_user):
    orgs.create_org_unit(
        name="Desa Lesmana",
        kind=OrgUnitKind.VILLAGE,
        parent=cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=NOW,
    )
    for number, post in enumerate(["head", "leader", "commander", *["member"] * 5]):
        squad = "kitchen" if number > 1 else None
        member(cast, f"Anggota {number}", post=post, squad=squad)
    address = f"{BASE}kecamatan-ajibarang/susunan/"
    said = as_user(cast.camat).get(address, {"per": "02-06-2020", "unduh": "csv"})
    lines = said.content.decode("utf-8-sig").splitlines()
    kracak = next(one for one in lines if one.startswith("Desa Kracak;"))
    assert kracak.startswith("Desa Kracak;1;1;0;0;0;0;6;")
    assert "Regu Dapur umum" not in kracak
    assert "Regu Pengamanan tanpa komandan." in kracak
    assert "Regu Pengamanan beranggota 0, paling sedikit 5." in kracak
    lesmana = next(one for one in lines if one.startswith("Desa Lesmana;"))
    assert "Belum ada kepala Satlinmas. Belum ada kepala pelaksana." in lesmana
    page = as_user(cast.camat).get(address, {"per": "02-06-2020"}).text
    assert "0 dari 2 desa lengkap" in page
    before = as_user(cast.camat).get(address, {"per": "01-06-2020"}).text
    assert "tidak dinilai" in before


def test_the_task_force_of_a_district_is_kept_apart(cast, as_user):
    member(cast, NAMES[0])
    client, home = as_user(cast.operator), f"{BASE}kecamatan-ajibarang/"
    sent = {
        "name": "Kuswanto Prasojo",
        "sex": "L",
        "post": "head",
        "starts_on": "01-07-2020",
        "number": "300/12/2020",
        "signed_on": "01-07-2020",
        "issuer": "village_head",
    }
    assert client.post(f"{home}satgas-baru/", sent | {"issuer": ""}).status_code == 422
    page = client.post(f"{home}satgas-baru/", sent, follow=True).text
    assert "tercatat dalam Satgas kecamatan" in page
    assert "biasanya ditetapkan bupati" in page
    shown = as_user(cast.camat).get(f"{home}susunan/", {"per": "01-07-2020"}).text
    assert "1 kepala, 0 anggota" in " ".join(shown.split())
    assert "Satgas beranggota 0, paling sedikit 10." in shown
    assert "Anggota Satgas baru" not in shown
    listed = as_user(cast.camat).get(home, {"state": "satgas"}).text
    assert "Kuswanto Prasojo" in listed
    assert NAMES[0] not in listed
    assert "Kuswanto Prasojo" not in as_user(cast.camat).get(home).text
    assert value(cast.district, "anggota_linmas", through(2020, 4)) == 1
    assert client.get(f"{BASE}desa-kracak/satgas-baru/").status_code == 404
    assert as_user(cast.camat).get(f"{home}satgas-baru/").status_code == 403
