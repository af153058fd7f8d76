"""What the histories of registers say: from what to what, and why."""

from datetime import date

from janji.core.survey_life import PeriodDeed
from janji.registers.musrenbang import actions as musrenbang
from janji.registers.survey import actions as survey
from janji.registers.village_budgets import actions as village_budgets
from tests.history import changes_told, newest
from tests.registers import budget_stories, survey_stories
from tests.registers.community_stories import NOW
from tests.registers.proposal_stories import S, bring_to, criteria, move, propose, score


def test_a_response_set_aside_says_why_and_that_it_counts_no_more(cast):
    doubtful = survey_stories.enter(cast, survey_stories.running(cast))
    aside = survey.settle_review(
        response=doubtful,
        accept=False,
        reason="Diisi petugas sendiri",
        based_on=doubtful.edition,
        by=cast.kasi,
        at=survey_stories.NOW,
    )
    assert newest(aside).why == "Diisi petugas sendiri"
    assert changes_told(aside) == {
        "pemeriksaan": ("Tidak perlu diperiksa", "Disisihkan"),
        "dihitung": ("ya", "tidak"),
    }


def test_a_survey_opened_again_says_from_which_state_and_why(cast):
    period = survey_stories.closed(cast, survey_stories.running(cast))
    period = survey_stories.move(cast, period, PeriodDeed.REOPEN, reason="Kertas menyusul")
    assert newest(period).why == "Kertas menyusul"
    assert changes_told(period)["keadaan"] == ("ditutup", "berjalan")


def test_a_proposal_turned_down_and_the_step_taken_back_say_why(cast):
    one = bring_to(cast, propose(cast), S.VERIFYING)
    one = move(cast, one, S.TURNED_DOWN, date(2019, 2, 20), reason="Bukan kewenangan kabupaten")
    assert newest(one).why == "Bukan kewenangan kabupaten"
    turned_down = changes_told(one)
    assert turned_down["sejak"] == ("12 Februari 2019", "20 Februari 2019")
    one = musrenbang.retract_step(
        proposal=one, reason="Salah baris", based_on=one.edition, by=cast.kasi, at=NOW
    )
    assert newest(one).why == "Salah baris"
    assert changes_told(one) == {label: both[::-1] for label, both in turned_down.items()}


def test_a_struck_proposal_counts_no_longer(cast):
    one = propose(cast)
    musrenbang.strike_proposal(proposal=one, reason="Ditulis dua kali", by=cast.operator, at=NOW)
    assert newest(one).why == "Ditulis dua kali"
    assert changes_told(one) == {"dihitung": ("ya", "tidak")}


def test_scores_given_again_say_which_criterion_moved(cast):
    one = bring_to(cast, propose(cast), S.ACCEPTED)
    criteria(cast)
    score(cast, one, 4, 3, 3, 2)
    score(cast, one, 4, 5, 3, 2)
    assert changes_told(one) == {"Manfaat": ("3", "5")}


def test_sums_written_anew_say_only_what_moved(cast):
    draft = budget_stories.cycle(cast)
    kept = budget_stories.summary(cast, draft, as_of=date(2019, 6, 30))
    again = budget_stories.summary(
        cast, draft, as_of=date(2019, 6, 30), based_on=kept.edition, income_own=123_000
    )
    assert list(changes_told(again)) == ["Pendapatan asli desa"]
    assert changes_told(again)["Pendapatan asli desa"][1] == "123.000"


def test_who_answered_the_questions_stays_out_of_the_chain(cast):
    draft = budget_stories.cycle(cast)
    made = budget_stories.evaluate(cast, draft)
    assert changes_told(made) == {"penilai": ("(data pribadi, lihat pada rekamnya)",) * 2}
    again = budget_stories.evaluate(cast, draft, based_on=made.edition, A1="Tidak ada")
    assert changes_told(again) == {"A1": ("Ya", "Tidak")}


def test_a_withdrawn_visit_counts_no_longer(cast):
    made = budget_stories.visit(cast)
    village_budgets.withdraw_visit(
        visit=made, reason="Salah desa", based_on=made.edition, by=cast.kasi, at=budget_stories.NOW
    )
    assert (newest(made).why, changes_told(made)) == ("Salah desa", {"dihitung": ("ya", "tidak")})
