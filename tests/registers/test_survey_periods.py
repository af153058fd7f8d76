"""Survey periods: their questionnaire, their population, their states, publication, follow-up."""

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from janji.core.refusals import Refused
from janji.core.survey_life import PeriodDeed, PeriodState
from janji.kit.editions import edition_of
from janji.registers.survey import actions, queries, results
from janji.registers.survey.models import FollowUpPlan, Publication, SuggestionFollowUp
from janji.registers.survey.questionnaire import standard_questions
from tests.registers.counter import at as counter_at
from tests.registers.counter import finish, receive, service
from tests.registers.survey_stories import (
    GOOD,
    NOW,
    THREES,
    ZONE,
    answer,
    closed,
    draft,
    enter,
    move,
    publish,
    running,
)

SAID = {"name": "Kuesioner kami", "source": "Keputusan Camat", "status": "design", "max_blank": 2}


def set_instrument(cast, questions=None, **more):
    return actions.set_instrument(
        org_unit=cast.district,
        questions=standard_questions() if questions is None else questions,
        based_on=edition_of(queries.newest_instrument(cast.district)),
        by=more.pop("by", cast.kasi),
        at=NOW,
        **(SAID | more),
    )


# Questionnaires


def test_an_office_without_a_questionnaire_gets_that_of_the_regulation(cast):
    period = draft(cast)
    asked = list(period.instrument.questions.all())
    assert [one.element for one in asked][-2:] == ["SARANA", "PENGADUAN"]
    assert [one.place for one in asked] == list(range(1, 10))
    assert asked[3].options == ["Sangat mahal", "Cukup mahal", "Murah", "Gratis"]
    assert period.instrument.status == "seen"


def test_another_wording_is_another_version_and_running_surveys_keep_theirs(cast):
    period = running(cast)
    newer = set_instrument(cast, standard_questions()[::-1])
    period.refresh_from_db()
    assert (period.instrument.version, newer.version) == (1, 2)
    assert newer.questions.first().element == "PENGADUAN"
    following = draft(cast, date(2019, 10, 1), date(2019, 12, 31), name="SKM triwulan IV 2019")
    assert following.instrument == newer


def test_an_instrument_asks_all_nine_elements_once(cast):
    nine = standard_questions()
    for questions in (nine[:8], (*nine[:8], nine[0]), (*nine, nine[0])):
        with pytest.raises(Refused, match="survey-elements-incomplete"):
            set_instrument(cast, questions)
    with pytest.raises(Refused, match="survey-question-empty"):
        set_instrument(cast, (replace(nine[0], text=" "), *nine[1:]))


def test_an_instrument_says_how_many_blanks_it_allows(cast):
    set_instrument(cast, max_blank=2)
    period = running(cast)
    assert enter(cast, period, (None, None, *GOOD[2:])).is_valid
    assert not enter(cast, period, (None, None, None, *GOOD[3:])).is_valid


# Days and population


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "code"),
    [
        (date(2019, 9, 1), date(2019, 8, 1), "survey-period-reversed"),
        (date(2019, 1, 1), date(2020, 1, 2), "survey-period-too-long"),
        (date(2019, 9, 30), date(2019, 12, 31), "survey-period-overlaps"),
        (date(2019, 1, 1), date(2019, 12, 31), "survey-period-overlaps"),
    ],
)
def test_days_that_make_no_survey(cast, starts_on, ends_on, code):
    draft(cast)
    with pytest.raises(Refused, match=code):
        draft(cast, starts_on, ends_on)


def test_neighbours_and_other_offices_do_not_overlap(cast):
    draft(cast)
    assert draft(cast, date(2019, 10, 1), date(2019, 12, 31))
    assert draft(cast, org_unit=cast.other_district, by=cast.stranger)


def test_the_population_is_the_requests_finished_in_the_period(cast):
    offered = service(cast)
    for received, done in (((7, 1), (7, 2)), ((8, 1), (8, 2)), ((6, 27), (6, 28))):
        finish(cast, receive(cast, offered, counter_at(*received)), counter_at(*done))
    receive(cast, offered, counter_at(8, 1))
    period = running(cast, population=None)
    result = results.result_of(period)
    assert (period.population, result.population, result.least) == (None, 2, 2)
    assert closed(cast, period).population == 2
    assert move(cast, period, PeriodDeed.REOPEN, reason="Formulir susulan").population is None


def test_a_typed_population_and_another_method(cast):
    period = running(cast, population=500)
    assert results.result_of(period).least == 217
    period = actions.set_population(
        period=period,
        sampling=actions.Sampling("slovin", 500),
        based_on=period.edition,
        by=cast.kasi,
        at=NOW,
    )
    assert results.result_of(period).least == 223
    with pytest.raises(Refused, match="population-not-positive"):
        actions.set_population(
            period=period,
            sampling=actions.Sampling("slovin", 0),
            based_on=period.edition,
            by=cast.kasi,
            at=NOW,
        )
    closed(cast, period)
    with pytest.raises(Refused, match="survey-settled"):
        actions.set_population(
            period=period,
            sampling=actions.Sampling("slovin", 9),
            based_on=period.edition,
            by=cast.kasi,
            at=NOW,
        )


def test_nobody_served_yet_is_no_sample(cast):
    result = results.result_of(running(cast, population=None))
    assert (result.population, result.least, result.is_enough) == (0, None, None)


# States

EVERY = [(state, deed) for state in PeriodState for deed in PeriodDeed]
ALLOWED = {
    (PeriodState.DRAFT, PeriodDeed.OPEN),
    (PeriodState.RUNNING, PeriodDeed.CLOSE),
    (PeriodState.CLOSED, PeriodDeed.REOPEN),
    (PeriodState.CLOSED, PeriodDeed.PUBLISH),
    (PeriodState.PUBLISHED, PeriodDeed.WITHDRAW),
}


def in_state(cast, state):
    period = draft(cast)
    if state is not PeriodState.DRAFT:
        move(cast, period, PeriodDeed.OPEN)
        enter(cast, period)
    if state in {PeriodState.CLOSED, PeriodState.PUBLISHED}:
        closed(cast, period)
    if state is PeriodState.PUBLISHED:
        publish(cast, period)
    period.refresh_from_db()
    return period


def do(cast, period, deed, based_on=None):
    words = {"based_on": based_on or period.edition, "by": cast.kasi, "at": NOW}
    if deed is PeriodDeed.PUBLISH:
        return actions.publish_period(period=period, place="Papan", **words)
    if deed is PeriodDeed.WITHDRAW:
        return actions.withdraw_publication(period=period, reason="Salah hitung", **words)
    return actions.move_period(period=period, deed=deed, reason="Susulan", **words)


@pytest.mark.parametrize(("state", "deed"), EVERY)
def test_every_move_of_the_table_and_no_other(cast, state, deed):
    period = in_state(cast, state)
    if (state, deed) in ALLOWED:
        do(cast, period, deed)
        period.refresh_from_db()
        assert period.state != state
        return
    with pytest.raises(Refused, match="survey-move-not-now"):
        do(cast, period, deed)
    period.refresh_from_db()
    assert period.state == state


def test_publishing_does_not_hide_behind_moving(cast):
    period = in_state(cast, PeriodState.CLOSED)
    with pytest.raises(Refused, match="survey-move-not-now"):
        actions.move_period(
            period=period, deed=PeriodDeed.PUBLISH, based_on=period.edition, by=cast.kasi, at=NOW
        )


def test_going_back_needs_a_reason(cast):
    period = in_state(cast, PeriodState.CLOSED)
    with pytest.raises(Refused, match="survey-reason-missing"):
        move(cast, period, PeriodDeed.REOPEN)
    publish(cast, period)
    with pytest.raises(Refused, match="survey-reason-missing"):
        actions.withdraw_publication(
            period=period, reason="", based_on=period.edition, by=cast.kasi, at=NOW
        )


def test_two_at_once_the_second_is_told(cast):
    period = draft(cast)
    move(cast, period, PeriodDeed.OPEN)
    with pytest.raises(Refused, match="changed-meanwhile"):
        move(cast, period, PeriodDeed.CLOSE, based_on=1)


def test_only_who_manages_surveys_moves_them(cast):
    for person in (cast.operator, cast.camat, cast.bupati, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            draft(cast, by=person)
    period = draft(cast)
    for person in (cast.operator, cast.stranger):
        with pytest.raises(Refused, match="not-allowed"):
            move(cast, period, PeriodDeed.OPEN, by=person)


# Result and publication


def test_weighting_and_cutoffs_are_settings(cast):
    period = running(cast)
    enter(cast, period, (4,) * 9)
    assert results.result_of(period).index == 100
    period = actions.set_scoring(
        period=period,
        weighting_code="0.11",
        cutoffs_code="2004",
        based_on=period.edition,
        by=cast.kasi,
        at=NOW,
    )
    result = results.result_of(period)
    assert (result.index, result.grade.mark) == (99, "A")
    assert [float(value) for _, value in result.other_indices] == [100.0, 99.9]
    for wrong in ({"weighting_code": "0.2"}, {"cutoffs_code": "1999"}):
        with pytest.raises(Refused, match="unknown"):
            actions.set_scoring(
                period=period,
                based_on=period.edition,
                by=cast.kasi,
                at=NOW,
                **({"weighting_code": "equal", "cutoffs_code": "2017"} | wrong),
            )


def test_the_target_of_the_agreement_is_good_or_very_good(cast):
    """registers.md 1.6 J: 82 is a B under the cut-offs of 2017 and an A under those of 2004."""
    period = running(cast)
    # 1.476 points of fifty respondents are exactly 82: 1.350 threes and 126 more.
    for row in range(50):
        enter(cast, period, [4 if row * 9 + place < 126 else 3 for place in range(9)])
    result = results.result_of(period)
    assert (result.index, result.grade.mark) == (82, "B")
    assert [grade.mark for _, grade in result.other_grades] == ["A"]


def test_without_cost_is_a_line_of_information(cast):
    period = running(cast)
    enter(cast, period, (3, 3, 3, 4, 3, 3, 3, 3, 3))
    result = results.result_of(period)
    assert (result.index, result.without_cost) == (Fraction(28 * 25, 9), 75)


def test_a_survey_without_an_index_is_not_published(cast):
    period = running(cast)
    enter(cast, period, (None, *GOOD[1:]))
    closed(cast, period)
    with pytest.raises(Refused, match="survey-nothing-to-publish"):
        publish(cast, period)


def test_doubts_are_settled_before_publishing(cast):
    period = running(cast)
    enter(cast, period)
    answer(period, repeated=True)
    closed(cast, period)
    with pytest.raises(Refused, match="survey-still-waiting"):
        publish(cast, period)


def test_the_publication_keeps_the_sums(cast):
    period = running(cast)
    for _ in range(6):
        enter(cast, period, sex="p")
    enter(cast, period, sex="l")
    publish(cast, closed(cast, period))
    result = Publication.objects.get().result
    assert (result["respondents"], result["index"], result["mark"]) == (7, "88.89", "A")
    assert result["elements"][0] == ["PERSYARATAN", 21, 7]
    # One man alone would be told apart; hiding him alone would let him be computed.
    assert result["sex"] == [["Laki-laki", None], ["Perempuan", None]]


def test_few_respondents_are_not_broken_down(cast):
    period = running(cast)
    for _ in range(4):
        enter(cast, period)
    publish(cast, closed(cast, period))
    result = Publication.objects.get().result
    assert (result["elements"], result["sex"], result["services"]) == ([], [], [])


def test_a_withdrawn_publication_stays_with_its_reason(cast):
    period = in_state(cast, PeriodState.PUBLISHED)
    do(cast, period, PeriodDeed.WITHDRAW)
    kept = Publication.objects.get()
    assert (kept.withdrawn_reason, kept.withdrawn_by) == ("Salah hitung", cast.kasi)
    assert queries.publication_of(period) is None
    publish(cast, period)
    assert Publication.objects.count() == 2


# What follows

ACTIVITY = actions.Activity("WAKTU", "Menambah petugas loket pagi", 2019, 4, "Kasi Pelayanan")


def add_plan(cast, period, by=None):
    return actions.add_plan(period=period, activity=ACTIVITY, by=by or cast.kasi, at=NOW)


def update(cast, plan, state, evidence=None, based_on=None):
    return actions.update_plan(
        plan=plan,
        state=state,
        evidence=evidence,
        based_on=based_on or plan.edition,
        by=cast.kasi,
        at=NOW,
    )


def test_a_plan_is_done_with_evidence_only(cast):
    plan = add_plan(cast, in_state(cast, PeriodState.CLOSED))
    with pytest.raises(Refused, match="plan-evidence-missing"):
        update(cast, plan, "done")
    done = update(cast, plan, "done", "Jadwal piket Oktober")
    assert (done.state, done.priority) == ("done", 1)
    with pytest.raises(Refused, match="changed-meanwhile"):
        update(cast, plan, "dropped", based_on=1)


def test_a_draft_has_no_plan_and_clerks_make_none(cast):
    period = draft(cast)
    with pytest.raises(Refused, match="survey-not-begun"):
        add_plan(cast, period)
    move(cast, period, PeriodDeed.OPEN)
    with pytest.raises(Refused, match="not-allowed"):
        add_plan(cast, period, by=cast.operator)
    assert not FollowUpPlan.objects.exists()


def test_a_suggestion_gets_an_answer(cast):
    period = running(cast)
    made = enter(cast, period, suggestion="Toilet bersih")
    silent = enter(cast, period, THREES)
    words = {"element": "SARANA", "state": "running", "by": cast.kasi, "at": NOW}
    first = actions.handle_suggestion(
        response=made, notes="Jadwal kebersihan", based_on=None, **words
    )
    words["based_on"] = first.edition
    actions.handle_suggestion(response=made, notes="Sudah dua kali sehari", **words)
    assert SuggestionFollowUp.objects.get().notes == "Sudah dua kali sehari"
    assert queries.count_suggestions(period) == (1, 0)
    with pytest.raises(Refused, match="suggestion-missing"):
        actions.handle_suggestion(response=silent, notes="Apa", **words)
    with pytest.raises(Refused, match="survey-reason-missing"):
        actions.handle_suggestion(response=made, notes=" ", **words)


def test_the_result_takes_three_queries(cast, django_assert_num_queries):
    period = running(cast)
    for _ in range(12):
        enter(cast, period)
    with django_assert_num_queries(2):
        assert results.result_of(period).tally.respondents == 12


def test_a_trend_looked_at_again_has_what_happened_since(cast):
    """A process remembers what surveys add up to, and never longer than it is true."""
    period = running(cast)

    def counted():
        (row,) = results.trend(period)
        return row.respondents

    assert counted() == 0
    kept = enter(cast, period)
    assert counted() == 1
    mistaken = enter(cast, period)
    assert counted() == 2
    actions.undo_entry(response=mistaken, by=cast.operator, at=NOW)
    assert counted() == 1
    for accept, then in ((False, 0), (True, 1)):
        kept.refresh_from_db()
        actions.settle_review(
            response=kept,
            accept=accept,
            reason="Diperiksa",
            based_on=kept.edition,
            by=cast.kasi,
            at=NOW,
        )
        assert counted() == then


def test_the_trend_follows_one_questionnaire(cast, django_assert_num_queries):
    first = draft(cast, date(2019, 1, 1), date(2019, 3, 31), name="TW I")
    move(cast, first, PeriodDeed.OPEN)
    enter(cast, first, THREES, day=date(2019, 3, 1))
    closed(cast, first)
    second = running(cast)
    enter(cast, second)
    with django_assert_num_queries(4):
        rows = results.trend(second)
    with django_assert_num_queries(3):
        assert results.trend(second) == rows
    assert [(one.period.name, one.respondents) for one in rows] == [
        ("TW I", 1),
        ("SKM triwulan III 2019", 1),
    ]
    closed(cast, second)
    set_instrument(cast)
    third = draft(cast, date(2019, 10, 1), date(2019, 12, 31), name="TW IV")
    move(cast, third, PeriodDeed.OPEN, at=datetime(2019, 10, 2, tzinfo=ZONE))
    assert [one.period.name for one in results.trend(third)] == ["TW IV"]
