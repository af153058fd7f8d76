"""Proposals: their way, their order, what became of last year's, and who may say what."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from janji.core.attendance import share
from janji.core.musrenbang import ANSWERED, ProposalState
from janji.core.numbers import written
from janji.core.periods import single, through
from janji.core.refusals import Refused
from janji.kit.files import check_upload
from janji.orgs import actions as orgs
from janji.orgs.roles import Role
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.musrenbang import actions, proposing
from janji.registers.musrenbang import example as musrenbang_example
from janji.registers.musrenbang.models import Proposal, ProposalStep, State
from janji.registers.musrenbang.queries import proposals as queries
from janji.registers.scenes import Scene
from janji.registers.variables import Scope
from tests.cast import AT, PASSWORD
from tests.forms_on_pages import form_on
from tests.registers.community_stories import NOW, forum
from tests.registers.proposal_stories import (
    DAY,
    S,
    bring_to,
    criteria,
    move,
    place,
    propose,
    score,
)
from tests.registers.test_musrenbang_stories import villages

pytestmark = pytest.mark.django_db
LATER = date(2020, 1, 15)
HOME = "/catatan/musrenbang/kecamatan-ajibarang/"
USUAL_TERMS = {
    "tahun_rencana_usulan": "tahun_depan",
    "usulan_terakomodasi_bila": ("APBD", "RKPD"),
}
PHOTO = b"\xff\xd8\xff\xe0 foto contoh"


def read(cast, code, window=None, **terms):
    variable, window = variables()[code], window or through(2019, 4)
    terms = USUAL_TERMS | terms
    wanted = Wanted(variable, terms)
    found = keeping.read(cast.district, window.year, [wanted], as_of=LATER).of(wanted, window)
    assert found == variable.value(Scope(cast.district, window, terms, LATER))
    return found


def refused(code):
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def village_clerk(cast):
    """Someone with a role in Desa Kracak and nowhere else."""
    made = orgs.create_account(
        username="desa",
        full_name="Tarsono Wibowo",
        official=None,
        password=PASSWORD,
        by=cast.admin,
        at=AT,
    )
    orgs.assign_role(
        user=made.user,
        role=Role.VILLAGE_CLERK,
        org_unit=cast.village,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    return made.user


def test_from_the_village_to_the_work_plan(cast):
    one = propose(cast, priority=1, beneficiaries=340, cost=150_000_000)
    assert (one.number, one.state, one.code) == (1, "DIUSULKAN", "1/2020")
    bring_to(cast, one, S.AGENCY_FORUM)
    assert read(cast, "musrenbang_usulan") == 1
    assert read(cast, "musrenbang_usulan_terakomodasi") == 0
    move(cast, one, S.WORK_PLAN, date(2019, 7, 10))
    assert [
        read(cast, "musrenbang_usulan_terakomodasi", single(2019, q)) for q in (1, 2, 3, 4)
    ] == [
        0,
        0,
        1,
        1,
    ]
    assert read(cast, "musrenbang_usulan_terakomodasi", usulan_terakomodasi_bila=("APBD",)) == 0
    in_plan_year = {"window": single(2020, 1), "tahun_rencana_usulan": "tahun_ini"}
    assert read(cast, "musrenbang_usulan_terakomodasi", **in_plan_year) == 1
    assert read(cast, "musrenbang_usulan", single(2020, 1)) == 0
    steps = list(ProposalStep.objects.values_list("state", flat=True))
    assert steps == [
        "DIUSULKAN",
        "VERIFIKASI_KEC",
        "DITERIMA",
        "PRIORITAS_KEC",
        "FORUM_OPD",
        "RKPD",
    ]


def test_48_of_165_proposals_reached_the_work_plan(cast):
    """§5.3 example 4, through the database."""
    rows = Proposal.objects.bulk_create(
        Proposal(
            org_unit=cast.village,
            plan_year=2020,
            number=number,
            proposed_on=DAY,
            title=f"Usulan {number}",
            title_key=str(number),
            sector="lain",
            kind="fisik",
            state=State.WORK_PLAN if number <= 48 else State.LEFT_OUT,
            state_since=DAY,
            state_reason="Pagu habis",
            recorded_by=cast.operator,
            recorded_at=NOW,
        )
        for number in range(1, 166)
    )
    ProposalStep.objects.bulk_create(
        ProposalStep(proposal=one, state=one.state, day=DAY, taken_by=cast.kasi, taken_at=NOW)
        for one in rows
    )
    proposing.mark(rows)
    reached, whole = read(cast, "musrenbang_usulan_terakomodasi"), read(cast, "musrenbang_usulan")
    assert (reached, whole, written(share(reached, whole), 2)) == (48, 165, "29,09")
    found = queries.follow_up(cast.district, 2020)
    assert (found.accommodated, found.whole, written(found.rate, 2)) == (48, 165, "29,09")


def test_a_no_has_its_reason_and_a_step_back_its_own(cast):
    one = move(cast, propose(cast), S.VERIFYING)
    with refused("proposal-reason-missing"):
        move(cast, one, S.TURNED_DOWN)
    with refused("proposal-move"):
        move(cast, one, S.WORK_PLAN)
    with refused("proposal-day-before"):
        move(cast, one, S.ACCEPTED, date(2019, 2, 11))
    with refused("proposal-day-ahead"):
        move(cast, one, S.ACCEPTED, date(2020, 1, 1))
    one = move(cast, one, S.TURNED_DOWN, reason="Bukan kewenangan kabupaten")
    assert (one.state, one.state_reason) == ("DITOLAK", "Bukan kewenangan kabupaten")
    one = actions.retract_step(
        proposal=one, reason="Salah baris", based_on=one.edition, by=cast.kasi, at=NOW
    )
    assert (one.state, one.state_since, one.state_reason) == (
        "VERIFIKASI_KEC",
        date(2019, 2, 12),
        None,
    )
    assert one.steps.get(state="DITOLAK").retracted_reason == "Salah baris"
    one = actions.retract_step(
        proposal=one, reason="Belum waktunya", based_on=one.edition, by=cast.kasi, at=NOW
    )
    with refused("proposal-first-step"):
        actions.retract_step(
            proposal=one, reason="Lagi", based_on=one.edition, by=cast.kasi, at=NOW
        )


def test_a_village_proposes_and_the_district_decides(cast, village_clerk):
    one = propose(cast)
    with refused("not-allowed"):
        move(cast, one, S.VERIFYING, by=village_clerk)
    move(cast, one, S.VERIFYING, by=cast.operator)
    # Whoever keeps records writes down steps; accepting is for whoever checks.
    with refused("not-allowed"):
        move(cast, one, S.ACCEPTED, by=cast.operator)
    one.refresh_from_db()
    wish = queries.proposal_by_key().ask(one.pk)[0]
    with refused("not-allowed"):
        actions.strike_proposal(proposal=wish, reason="Batal", by=village_clerk, at=NOW)
    criteria(cast)
    with refused("not-allowed"):
        score(cast, one, 5, 5, 5, 5, by=village_clerk)
    move(cast, one, S.ACCEPTED)
    with refused("not-allowed"):
        place(cast, one, 1, by=village_clerk)


def test_a_village_clerk_sees_their_own_village_only(cast, village_clerk, as_user):
    other = villages(cast, 2)[1]
    own, foreign = propose(cast), propose(cast, "Jembatan gantung", office=other)
    for one in (own, foreign):
        bring_to(cast, one, S.ACCEPTED)
    browser = as_user(village_clerk)
    for address in ("usulan/", "peringkat/?plan_year=2020", "tindak-lanjut/?plan_year=2020"):
        page = browser.get(f"/catatan/musrenbang/desa-kracak/{address}").content.decode()
        assert "Talud jalan" in page
        assert "Jembatan gantung" not in page
        assert browser.get(f"{HOME}{address}").status_code == 404
    assert browser.get(reverse("musrenbang:proposal", args=[own.pk])).status_code == 200
    assert browser.get(reverse("musrenbang:proposal", args=[foreign.pk])).status_code == 404
    kept = browser.get("/catatan/musrenbang/desa-kracak/usulan/?unduh=csv").content.decode()
    assert "Jembatan" not in kept


def test_the_same_proposal_is_not_written_down_twice(cast):
    first = propose(cast, rt=3, rw=2)
    with refused("proposal-known"):
        propose(cast, " talud  JALAN", rt=3, rw=2)
    propose(cast, rt=4, rw=2)
    actions.strike_proposal(proposal=first, reason="Salah", by=cast.operator, at=NOW)
    again = propose(cast, rt=3, rw=2)
    assert again.number == 3
    assert read(cast, "musrenbang_usulan") == 2
    with refused("proposal-struck"):
        move(cast, first, S.VERIFYING)


def test_days_and_years_that_do_not_fit_are_refused(cast):
    with refused("proposal-year-unfit"):
        propose(cast, plan_year=2022)
    with refused("proposal-day-ahead"):
        propose(cast, day=date(2020, 1, 1))


def test_the_second_proposal_ranks_above_and_people_may_put_it_elsewhere(cast):
    """§5.3 examples 1 and 2, through the database."""
    criteria(cast)
    first, second = propose(cast), propose(cast, "Drainase")
    for one, values in ((first, (5, 4, 3, 2)), (second, (4, 5, 4, 3))):
        bring_to(cast, one, S.ACCEPTED)
        score(cast, one, *values)
    found = queries.ranked(cast.district, 2020)
    assert [(one.proposal.title, written(one.place.points, 2)) for one in found] == [
        ("Drainase", "4,20"),
        ("Talud jalan", "4,00"),
    ]
    with refused("proposal-reason-missing"):
        place(cast, first, 1, reason=" ")
    place(cast, first, 1, "Longsor pada musim hujan")
    found = queries.ranked(cast.district, 2020)
    assert [(one.proposal.title, one.place.computed) for one in found] == [
        ("Talud jalan", 2),
        ("Drainase", 1),
    ]
    place(cast, first, None, "Sudah ditangani BPBD")
    assert queries.ranked(cast.district, 2020)[0].proposal.title == "Drainase"


def test_each_assessor_changes_their_own_scores_only(cast):
    criteria(cast)
    one = bring_to(cast, propose(cast), S.ACCEPTED)
    score(cast, one, 5, 4, 3, 2)
    score(cast, one, 3, 4, 3, 2, by=cast.perencana)
    assert written(queries.score_sheet(one).points, 2) == "3,60"
    score(cast, one, 1, 4, 3, 2, by=cast.perencana)
    assert written(queries.score_sheet(one).points, 2) == "3,20"
    with refused("scores-incomplete"):
        actions.score_proposal(proposal=one, scores={}, by=cast.kasi, at=NOW)
    with refused("score-unfit"):
        score(cast, one, 6, 4, 3, 2)
    late = bring_to(cast, propose(cast, "Drainase"), S.AGENCY_FORUM)
    with refused("proposal-not-scored-now"):
        score(cast, late, 1, 1, 1, 1)


def test_criteria_hold_once_something_is_scored(cast):
    with refused("weights-sum"):
        criteria(cast, [("Urgensi", "0.4"), ("Manfaat", "0.4")])
    with refused("not-allowed"):
        criteria(cast, by=cast.operator)
    with refused("criteria-alike"):
        criteria(cast, [("Urgensi", "50"), ("urgensi", "50")])
    kept = criteria(cast)
    kept = criteria(cast, [("Urgensi", "60"), ("Manfaat", "40")], based_on=kept.edition)
    assert [str(one) for one in kept.entries.all()] == ["Urgensi", "Manfaat"]
    score(cast, bring_to(cast, propose(cast), S.ACCEPTED), 5, 4)
    with refused("criteria-in-use"):
        criteria(cast, based_on=kept.edition)


def test_what_nobody_answered_is_proposed_again_once(cast):
    states = {}
    for state in (S.PROPOSED, S.ACCEPTED, S.WORK_PLAN):
        one = propose(cast, f"Usulan {state.value}", plan_year=2019, day=DAY, cost=1_000)
        states[state] = one if state is S.PROPOSED else bring_to(cast, one, state)
    carried = actions.carry_over(
        proposals=list(states.values()), plan_year=2020, day=DAY, by=cast.operator, at=NOW
    )
    assert [(one.title, one.plan_year, one.cost) for one in carried] == [
        ("Usulan DIUSULKAN", 2020, 1_000),
        ("Usulan DITERIMA", 2020, 1_000),
    ]
    assert [one.number for one in carried] == [1, 2]
    assert carried[0].carried_from == states[S.PROPOSED]
    with refused("nothing-to-carry-over"):
        actions.carry_over(
            proposals=list(states.values()), plan_year=2020, day=DAY, by=cast.operator, at=NOW
        )
    assert ProposalState.ACCEPTED not in ANSWERED


def test_files_are_for_who_sees_the_office(cast, as_user):
    one = propose(cast)
    upload = check_upload(SimpleUploadedFile("foto lokasi.jpg", PHOTO))
    made = actions.add_files(proposal=one, files=[upload, upload], by=cast.operator, at=NOW)
    assert len(made) == 1
    address = reverse("musrenbang:file", args=[made[0].pk])
    answer = as_user(cast.inspektorat).get(address)
    assert b"".join(answer.streaming_content) == PHOTO
    assert answer.headers["Content-Disposition"] == 'attachment; filename="foto lokasi.jpg"'
    assert as_user(cast.stranger).get(address).status_code == 404
    assert (
        "foto lokasi.jpg"
        in as_user(cast.kasi).get(reverse("musrenbang:proposal", args=[one.pk])).content.decode()
    )


def test_from_the_empty_list_to_the_ranking_in_the_browser(cast, as_user):
    operator, kasi = as_user(cast.operator), as_user(cast.kasi)
    address = f"{HOME}usulan/"
    assert "Belum ada usulan" in operator.get(address).content.decode()
    form = form_on(operator.get(f"{address}baru/"), f"{address}baru/", "Simpan usulan")
    typed = {
        "office": str(cast.village.pk),
        "plan_year": "2020",
        "day": "22-01-2019",
        "title": "Talud jalan RT 03",
        "sector": "prasarana",
        "rt": "3",
        "rw": "2",
        "volume": "120,5",
        "unit_of_measure": "meter",
        "cost": "Rp 150.000.000",
        "beneficiaries": "1.340",
        "priority": "1",
        "agency": "Dinas Pekerjaan Umum",
        "proposer": "RT 03/02",
    }
    assert form.send(operator, typed | {"plan_year": "2030"}).status_code == 422
    assert form.send(operator, typed).status_code == 302
    one = Proposal.objects.get()
    assert (one.cost, one.beneficiaries, str(one.volume)) == (150_000_000, 1340, "120.5")
    page = reverse("musrenbang:proposal", args=[one.pk])
    assert "Nilai usulan" not in operator.get(page).content.decode()
    for to, who in (("VERIFIKASI_KEC", operator), ("DITERIMA", kasi)):
        address = reverse("musrenbang:move", args=[one.pk])
        step = form_on(who.get(address), address, "Simpan langkah")
        assert step.send(who, {"to": to, "day": "12-02-2019"}).status_code == 302
    address = reverse("musrenbang:criteria", args=["kecamatan-ajibarang", 2020])
    setting = form_on(kasi.get(address), address, "Simpan kriteria")
    assert setting.send(kasi, {"weight_1": "30"}).status_code == 422
    assert setting.send(kasi, {}).status_code == 302
    address = reverse("musrenbang:score", args=[one.pk])
    scoring = form_on(kasi.get(address), address, "Simpan nilai")
    given = {"score_1": "5", "score_2": "4", "score_3": "3", "score_4": "2"}
    assert scoring.send(kasi, given).status_code == 302
    address = reverse("musrenbang:place", args=[one.pk])
    placing = form_on(kasi.get(address), address, "Simpan urutan")
    assert placing.send(kasi, {"place": "1", "reason": "Kesepakatan"}).status_code == 302
    said = kasi.get(f"{HOME}peringkat/?plan_year=2020").content.decode()
    assert "4,00" in said
    assert "Kesepakatan" in said
    address = reverse("musrenbang:correct-proposal", args=[one.pk])
    mending = form_on(kasi.get(address), address, "Simpan pembetulan")
    assert mending.send(kasi, {"title": "Talud jalan RT 03 RW 02"}).status_code == 302
    address = reverse("musrenbang:retract", args=[one.pk])
    back = form_on(kasi.get(address), address, "Tarik langkah")
    assert back.send(kasi, {"reason": "Salah"}).status_code == 302
    address = reverse("musrenbang:strike-proposal", args=[one.pk])
    strike = form_on(kasi.get(address), address, "Coret")
    assert strike.send(kasi, {"reason": "Ganda"}).status_code == 302
    assert "dicoret" in kasi.get(page).content.decode()


def test_last_year_on_one_page_and_carried_over_from_it(cast, as_user, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    one = propose(cast, plan_year=2019)
    done = bring_to(cast, propose(cast, "Drainase", plan_year=2019), S.WORK_PLAN)
    browser = as_user(cast.operator)
    address = f"{HOME}tindak-lanjut/?plan_year=2019"
    page = browser.get(address).content.decode()
    assert "1 dari 2 usulan masuk RKPD atau APBD: 50,00" in page
    assert f'value="{one.pk}"' in page
    assert f'value="{done.pk}"' not in page
    answer = browser.post(address, {"usulan": [one.pk, done.pk, "x"]})
    assert answer.headers["Location"] == f"{HOME}usulan/?plan_year=2020"
    again = Proposal.objects.get(plan_year=2020)
    assert (again.carried_from, again.proposed_on) == (one, NOW.date())
    assert "sudah diusulkan lagi" in browser.get(address).content.decode()


def test_queries_do_not_grow_with_proposals(cast, as_user, django_assert_max_num_queries):
    criteria(cast)
    for number in range(30):
        one = bring_to(cast, propose(cast, f"Usulan {number}"), S.ACCEPTED)
        if number % 2:
            score(cast, one, 5, 4, 3, 2)
    browser = as_user(cast.kasi)
    for address, most in (
        ("usulan/", 22),
        ("peringkat/?plan_year=2020", 24),
        ("tindak-lanjut/?plan_year=2020", 22),
    ):
        with django_assert_max_num_queries(most):
            assert "30 usulan" in browser.get(f"{HOME}{address}").content.decode()
    with django_assert_max_num_queries(30):
        browser.get(reverse("musrenbang:proposal", args=[one.pk]))
    lines = browser.get(f"{HOME}peringkat/?plan_year=2020&unduh=csv").content.decode().splitlines()
    assert len(lines) == 31
    assert browser.get(f"{HOME}peringkat/?plan_year=2020&unduh=xlsx").status_code == 200
    assert browser.get(f"{HOME}usulan/?unduh=xlsx").status_code == 200
    assert browser.get(f"{HOME}tindak-lanjut/?plan_year=2020&unduh=xlsx").status_code == 200
    found = browser.get(f"{HOME}usulan/?q=usulan 7&state=DITERIMA&urut=-biaya").content.decode()
    assert "1 usulan" in found


def test_a_proposal_names_its_forum(cast, as_user):
    held = forum(cast)
    one = propose(cast, forum=held, location="Dusun Kalianja", rt=3)
    page = as_user(cast.inspektorat).get(reverse("musrenbang:proposal", args=[one.pk]))
    said = page.content.decode()
    assert reverse("musrenbang:forum", args=[held.pk]) in said
    assert "Dusun Kalianja, RT 3" in said


@pytest.mark.slow
def test_the_example_has_48_of_165_of_the_year_before_and_ranks_this_year(cast):
    people = {"operator": cast.operator, "kasi": cast.kasi}
    scene = Scene(cast.district, tuple(villages(cast, 15)), people, year=2019, at=NOW)
    musrenbang_example.fill(scene)
    this = {"tahun_rencana_usulan": "tahun_ini"}
    assert read(cast, "musrenbang_usulan", **this) == 165
    assert read(cast, "musrenbang_usulan_terakomodasi", **this) == 48
    assert read(cast, "musrenbang_usulan") == 60
    found = queries.ranked(cast.district, 2020)
    assert len(found) > 40
    assert all(one.place.points is not None for one in found)
    assert found[2].proposal.placed_reason
    for one in Proposal.objects.prefetch_related("steps"):
        last = one.steps.all()[len(one.steps.all()) - 1]
        assert (one.state, one.state_since) == (last.state, last.day)
