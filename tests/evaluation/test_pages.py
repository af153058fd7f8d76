"""The pages of evaluation: what stands on them, who opens them, what their forms do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from janji.agreements.queries import targets_of
from janji.evaluation import queries
from janji.evaluation.models import Evaluation, EvaluationChoice, Explanation, WeightSet
from tests import regency
from tests.agreements import stories as agreements
from tests.budgets import stories as budgets
from tests.evaluation import stories
from tests.evaluation.stories import NOW
from tests.evaluation.test_evaluating import also_evaluates, publish, write

HOME = "/evaluasi/kecamatan-ajibarang/2019/"


@pytest.fixture(autouse=True)
def in_january(monkeypatch):
    """The day after which the year is evaluated."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def agreement(cast):
    """87,5 %, 82, 3 documents, 95 %: reached 70 %, 82, 3, not measured."""
    made = stories.promised(cast)
    stories.measured(cast, made, "210/300", "82", "3", None)
    return made


def seen(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def squeezed(page):
    return " ".join(page.replace("\u00a0", " ").split())


def test_the_year_says_how_many_of_how_many(agreement, cast, as_user):
    page = squeezed(seen(as_user(cast.camat), HOME))
    assert "95,00 %" in page
    assert "3 dari 4 indikator dihitung, 75 % dari bobotnya" in page
    assert "Anggaran belum dicatat." in page
    assert "Capaian dikurangi penyerapan (EFF-SIMPLE)" in page
    assert "tidak dihitung; bobotnya dibagi kepada yang lain" in page


def test_figures_lead_down_to_their_account(agreement, cast, as_user):
    page = seen(as_user(cast.camat), HOME)
    for target in targets_of(agreement):
        assert f'href="/indikator/{target.pk}/"' in page


def test_each_sees_what_they_may_do(agreement, cast, as_user):
    for who, shown in (("camat", False), ("evaluator", True), ("bupati", False)):
        assert ("Tulis evaluasi" in seen(as_user(getattr(cast, who)), HOME)) == shown
    assert "kisi target" in seen(as_user(cast.bupati), HOME)
    assert "kisi target" not in seen(as_user(cast.evaluator), HOME)


def test_an_office_of_others_is_not_there(agreement, cast, as_user):
    client, target = as_user(cast.stranger), targets_of(agreement)[0]
    for address in (
        HOME,
        f"{HOME}pertanda/",
        f"{HOME}4/tulis/",
        f"/evaluasi/perjanjian/{agreement.pk}/bobot/",
        f"/evaluasi/indikator/{target.pk}/kisi/",
        f"/evaluasi/indikator/{target.pk}/analisis/4/",
        f"/evaluasi/hasil/{publish(cast, agreement).pk}/",
        "/evaluasi/cara/kecamatan-ajibarang/",
    ):
        seen(client, address, status=404)


def test_a_year_without_agreement_says_the_next_step(cast, as_user):
    assert "Belum ada perjanjian yang berlaku" in seen(as_user(cast.camat), HOME)
    assert "Belum ada yang dapat dievaluasi" in seen(as_user(cast.camat), "/evaluasi/")


def test_the_office_writes_its_explanation(agreement, cast, as_user):
    target = targets_of(agreement)[0]
    address = reverse("evaluation:explanation", args=[target.pk, 4])
    client = as_user(cast.kasi)
    sent = {"causes": "Kemarau", "obstacles": "", "remedies": "Irigasi", "based_on": ""}
    assert client.post(address, sent | {"causes": ""}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert Explanation.objects.get().remedies == "Irigasi"
    assert "Kemarau" in seen(client, HOME)
    answer = client.post(address, sent | {"causes": "Banjir"})
    assert answer.status_code == 409
    assert "Bambang Irawan" in answer.content.decode()
    assert "Simpan analisis" not in seen(as_user(cast.evaluator), address)
    seen(client, reverse("evaluation:explanation", args=[target.pk, 5]), status=404)


def test_weights_are_sent_and_come_back(agreement, cast, as_user):
    address = reverse("evaluation:weights", args=[agreement.pk])
    client, rows = as_user(cast.bupati), targets_of(agreement)
    first, second = dict.fromkeys(one.objective_id for one in rows)
    sent = {f"o{first}": "70", f"o{second}": "30", "reason": "Rapat", "based_on": ""}
    wrong = client.post(address, sent | {f"o{second}": "40"})
    assert wrong.status_code == 422
    assert "jumlah bobot harus 100, sekarang 110" in wrong.content.decode()
    assert client.post(address, sent).status_code == 302
    assert WeightSet.objects.get().weights.count() == 2
    assert 'value="70"' in seen(client, address)
    assert client.post(address, sent | {f"o{first}": "60", f"o{second}": "40"}).status_code == 409
    assert "Simpan bobot" not in seen(as_user(cast.perencana), address)


def test_a_grid_is_sent_as_numbers_or_days(agreement, cast, as_user):
    target = targets_of(agreement)[1]
    address, client = reverse("evaluation:grid", args=[target.pk]), as_user(cast.bupati)
    points = dict(
        zip(("p100", "p90", "p80", "p70", "p60"), ["95", "90,5", "85", "80", "75"], strict=True)
    )
    sent = {**points, "of_days": "numbers", "reason": "Rapat", "based_on": ""}
    assert client.post(address, sent | {"p90": "besok"}).status_code == 422
    assert client.post(address, sent | {"p90": "99"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    made = target.grids.get()
    assert 'value="90,5"' in seen(client, address)
    days = {
        f"p{score}": f"{day:02}-12-2019"
        for score, day in zip((100, 90, 80, 70, 60), range(1, 6), strict=True)
    }
    answer = client.post(
        address, {**days, "of_days": "days", "reason": "Rapat", "based_on": str(made.pk)}
    )
    assert answer.status_code == 302
    assert "tanggal belum diisi" in seen(client, HOME)
    day = reverse("evaluation:reached-day", args=[target.pk])
    operator = as_user(cast.operator)
    sent = {"day": "02-12-2019", "document": "BAST 7", "based_on": ""}
    assert operator.post(day, sent | {"day": "31-02-2019"}).status_code == 422
    assert operator.post(day, sent).status_code == 302
    assert "90,00, ini yang dihitung" in squeezed(seen(client, HOME))


def test_a_mid_term_target_is_sent(agreement, cast, as_user):
    target = targets_of(agreement)[1]
    address, client = reverse("evaluation:mid-term", args=[target.pk]), as_user(cast.perencana)
    sent = {"year": "2021", "value": "100", "document": "Renstra", "based_on": ""}
    assert client.post(address, sent | {"reached_before": "3"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert "82,00 %" in squeezed(seen(client, HOME))


def test_the_choice_of_a_formula(agreement, cast, as_user):
    address = reverse("evaluation:choice", args=["kecamatan-ajibarang"])
    client = as_user(cast.bupati)
    sent = {"from_year": "2019", "formula": "E-214", "undefined": "as_zero", "based_on": ""}
    assert client.post(address, sent | {"formula": "NEG-C"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert EvaluationChoice.objects.get().undefined == "as_zero"
    page = squeezed(seen(client, HOME))
    assert "dipinjam dari kementerian/lembaga" in page
    assert "dihitung sebagai nol" in page
    assert "4 dari 4 indikator dihitung" in page
    assert as_user(cast.camat).post(address, sent).status_code in {403, 422}


def test_the_evaluator_writes_and_publishes_what_is_on_screen(agreement, cast, as_user):
    client, address = as_user(cast.evaluator), f"{HOME}4/tulis/"
    assert "Simpan drafnya dahulu" in seen(client, address)
    sent = {"notes": "Cukup baik.", "recommendations": "", "based_on": ""}
    assert client.post(address, sent).status_code == 302
    draft = Evaluation.objects.get()
    answer = client.get(address)
    digest = answer.context["publish"].initial["seen"]
    stories.record(targets_of(agreement)[1], 4, "41", by=cast.kasi)
    button = reverse("evaluation:publish", args=[draft.pk])
    stale = client.post(button, {"seen": digest, "based_on": str(draft.edition)})
    assert "Angkanya berubah sejak halaman ini dibuka" in stale.content.decode()
    digest = client.get(address).context["publish"].initial["seen"]
    done = client.post(button, {"seen": digest, "based_on": str(draft.edition)})
    assert done.status_code == 302
    page = squeezed(seen(as_user(cast.camat), done["Location"]))
    assert "Cukup baik." in page
    assert Evaluation.objects.get().digest in page
    stories.record(targets_of(agreement)[1], 4, "82", by=cast.kasi)
    moved = squeezed(seen(as_user(cast.camat), done["Location"]))
    assert "41 menjadi 82" in moved


def test_whoever_entered_figures_finds_the_door_closed(agreement, cast, as_user):
    """The operator typed the figures of the story, and evaluates other offices."""
    client = as_user(also_evaluates(cast, "operator"))
    said = "Anda ikut mengisi atau mencatat angka kantor ini untuk tahun yang sama"
    assert said in squeezed(seen(client, f"{HOME}4/tulis/", status=409))
    page = squeezed(seen(client, HOME))
    assert "Tulis evaluasi" not in page
    assert said in page
    assert "Tulis evaluasi" in seen(as_user(cast.evaluator), HOME)


def test_a_correction_is_opened_with_its_reason(agreement, cast, as_user):
    made = publish(cast, agreement)
    client, address = as_user(cast.evaluator), reverse("evaluation:correct", args=[made.pk])
    client.post(address, {"reason": ""})
    assert Evaluation.objects.count() == 1
    assert client.post(address, {"reason": "Salah baca"}).status_code == 302
    draft = Evaluation.objects.get(number=2)
    assert "Salah baca" in seen(client, f"{HOME}4/tulis/")
    page = seen(as_user(cast.camat), reverse("evaluation:published", args=[made.pk]))
    assert "pembetulannya sedang disusun" in page
    seen(as_user(cast.camat), reverse("evaluation:published", args=[draft.pk]), status=404)


def test_signals_stand_with_their_numbers_and_limits(agreement, cast, as_user):
    last = stories.promised(cast, year=2018)
    stories.measured(cast, last, None, "85", None, None)
    page = squeezed(seen(as_user(cast.pengawas), f"{HOME}pertanda/"))
    assert "Pertanda adalah pertanyaan, bukan kesimpulan" in page
    assert "Target 82, padahal tahun lalu sudah 85." in page.replace(" indeks", "")
    assert "pilihan Janji untuk mengisi yang tidak diatur" in page


@pytest.fixture
def region(cast):
    """Three districts that all do well at the counter; the second reached 82 of 82, the first half of it."""
    regency.everywhere(cast)
    made = []
    for name, value in (
        ("Kecamatan Satu", "41"),
        ("Kecamatan Dua", "82"),
        ("Kecamatan Tiga", None),
    ):
        made.append(regency.add_district(cast, name))
        if value:
            stories.record(targets_of(made[-1])[1], 4, value, by=cast.operator)
    return made


def test_offices_side_by_side_are_searched_sorted_and_taken_away(region, cast, as_user):
    client = as_user(cast.bupati)
    listed = squeezed(seen(client, "/evaluasi/"))
    assert listed.count("belum terbit") == 3
    page = seen(client, "/evaluasi/?teks=dua")
    assert "1 kantor" in squeezed(page)
    rows = client.get("/evaluasi/?urut=-pertanda").context["rows"]
    assert len(rows) == 3
    best = client.get("/evaluasi/?urut=-capaian").context["rows"]
    assert [one.agreement.org_unit.name.split()[-1] for one in best] == ["Tiga", "Dua", "Satu"]
    sheet = client.get("/evaluasi/?unduh=xlsx")
    assert sheet["Content-Type"].startswith("application/vnd.openxml")
    text = client.get("/evaluasi/?unduh=csv").content.decode()
    assert "Kecamatan Dua" in text
    assert client.get(f"/evaluasi/{region[0].org_unit.slug}/2019/?unduh=csv").status_code == 200


def test_more_offices_cost_no_more_queries(region, cast, as_user):
    client = as_user(cast.bupati)

    def asked():
        client.get("/evaluasi/")
        with CaptureQueriesContext(connection) as said:
            client.get("/evaluasi/")
        return len(said.captured_queries)

    three = asked()
    for name in ("Kecamatan Empat", "Kecamatan Lima"):
        regency.add_district(cast, name)
    assert asked() == three


def test_a_quarter_has_its_own_page(agreement, cast, as_user):
    stories.record(targets_of(agreement)[1], 2, "41", by=cast.operator)
    page = squeezed(seen(as_user(cast.camat), f"{HOME}?quarter=2"))
    assert "50,00 %" in page
    assert "1 dari 4 indikator dihitung" in page


def test_nonsense_in_addresses_is_no_error(agreement, cast, as_user):
    client = as_user(cast.bupati)
    for query in ("?quarter=9", "?quarter=x", "?unduh=pdf"):
        seen(client, HOME + query)
    for query in ("?tahun=x", "?urut=siapa", "?halaman=-1", "?quarter=0"):
        seen(client, f"/evaluasi/{query}")
    seen(client, "/evaluasi/kecamatan-ajibarang/1800/", status=404)


def test_drafts_of_agreements_take_weights_too(cast, as_user):
    draft = agreements.complete(cast)
    page = seen(as_user(cast.perencana), reverse("evaluation:weights", args=[draft.pk]))
    assert "Simpan bobot" in page


def test_a_quarter_stands_beside_the_target_it_was_measured_against(cast, as_user):
    """87,5 % were promised of the year and 70 % up to the third quarter, 95 % of both."""
    made = stories.promised(cast)
    targets = targets_of(made)
    stories.record(targets[0], 3, "210/300", by=cast.operator)
    stories.record(targets[3], 3, "95/100", by=cast.operator)
    client = as_user(cast.camat)
    page = squeezed(seen(client, f"{HOME}?quarter=3"))
    assert "target TW III 70,00 %; setahun 87,5%" in page
    assert "<small>target 95%</small>" in page
    assert "TW III 70,00 %" not in squeezed(seen(client, HOME))
    published = write(made, cast.evaluator, quarter=3)
    publish(cast, made, draft=published)
    frozen = squeezed(seen(client, f"/evaluasi/hasil/{published.pk}/"))
    assert '70,00 % <span class="j-soft d-block">TW III; setahun 87,5%</span>' in frozen
    assert '95% <span class="j-soft d-block">setahun</span>' in frozen


def test_only_quarters_with_a_figure_are_in_the_target(cast):
    """3 documents over the year: none in the first quarter, one in each of the others."""
    made = stories.promised(cast)
    third = targets_of(made)[2]
    stories.record(third, 3, "1", by=cast.operator)
    (found,) = [
        one
        for one in queries.evaluated(made, stories.ON, quarter=3).indicators
        if one.target == third
    ]
    assert found.aim == 1
    assert found.achievement.raw == 100


def test_a_programme_without_money_says_why_it_is_there(agreement, cast, as_user):
    lines = (
        (budgets.OFFICE, "Penyediaan bahan kantor", "0"),
        (budgets.SERVICE, "Pelayanan kepada masyarakat", "250000000"),
    )
    budgets.approved(cast, lines=lines, total="250000000")
    page = squeezed(seen(as_user(cast.camat), HOME))
    assert "Program Penunjang Urusan: pagunya Rp 0." in page
    assert "tidak menambah jumlah pagu" in page


def test_programmes_with_money_need_no_reason(agreement, cast, as_user):
    budgets.approved(cast)
    assert "pagunya Rp 0" not in squeezed(seen(as_user(cast.camat), HOME))
