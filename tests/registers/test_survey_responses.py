"""Responses: typed in, answered by phone, looked at again; nothing is ever deleted."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from janji.core.refusals import Refused
from janji.core.survey_life import BURST_LENGTH, Doubt, PeriodDeed
from janji.kit import audit
from janji.registers.facts.models import Ledger
from janji.registers.services import actions as services
from janji.registers.survey import actions, results
from janji.registers.survey.models import ANSWER_FIELDS, Response, Review
from tests.registers.counter import at as counter_at
from tests.registers.counter import finish, receive, service
from tests.registers.survey_stories import (
    DAY,
    GOOD,
    NOW,
    THREES,
    ZONE,
    answer,
    closed,
    draft,
    enter,
    filled,
    move,
    publish,
    running,
)


def valid(period):
    return results.tally_of(Response.objects.filter(period=period)).respondents


def test_a_paper_form_is_kept_by_element_not_by_number(cast):
    made = enter(cast, running(cast), (1, 2, 3, 4, 1, 2, 3, 4, 1), suggestion="Kursi ditambah")
    assert (made.number, made.channel, made.is_valid) == (1, "paper", True)
    kept = {name: getattr(made, name) for name in ANSWER_FIELDS}
    assert (kept["persyaratan"], kept["sarana"], kept["pengaduan"]) == (1, 4, 1)
    assert made.answers == (1, 2, 3, 4, 1, 2, 3, 4, 1)
    assert audit.history(made).first().deed == "enter-paper"


def test_forms_are_numbered_within_their_survey(cast):
    period = running(cast)
    assert [enter(cast, period).number for _ in range(3)] == [1, 2, 3]


def test_one_blank_counts_two_wait_for_a_person(cast):
    period = running(cast)
    one = enter(cast, period, (None, *GOOD[1:]))
    two = enter(cast, period, (None, None, *GOOD[2:]))
    assert (one.is_valid, one.review, two.is_valid) == (True, Review.CLEAR, False)
    assert (two.review, two.doubt) == (Review.WAITING, Doubt.BLANKS)
    assert valid(period) == 1


def test_an_empty_form_is_nobody(cast):
    period = running(cast)
    with pytest.raises(Refused, match="survey-nothing-answered"):
        enter(cast, period, (None,) * 9)
    assert not Response.objects.exists()


@pytest.mark.parametrize("day", [date(2019, 6, 30), date(2019, 8, 21), date(2019, 10, 1)])
def test_the_day_lies_in_the_survey_and_not_ahead(cast, day):
    period = running(cast)
    with pytest.raises(Refused, match="survey-day-outside"):
        enter(cast, period, day=day)


def test_only_a_running_survey_takes_answers(cast):
    planned = draft(cast)
    for period in (planned, closed(cast, move(cast, planned, PeriodDeed.OPEN))):
        with pytest.raises(Refused, match="survey-not-running"):
            enter(cast, period)
        with pytest.raises(Refused, match="survey-not-running"):
            answer(period)


def test_who_may_enter(cast):
    period = running(cast)
    for person in (cast.bupati, cast.inspektorat, cast.stranger, cast.camat):
        with pytest.raises(Refused, match="not-allowed"):
            enter(cast, period, by=person)
    assert enter(cast, period, by=cast.kasi).recorded_by == cast.kasi


def test_the_last_entry_can_be_undone_but_stays(cast):
    period = running(cast)
    first, second = enter(cast, period), enter(cast, period)
    with pytest.raises(Refused, match="survey-undo-not-last"):
        actions.undo_entry(response=first, by=cast.operator, at=NOW)
    with pytest.raises(Refused, match="survey-undo-not-last"):
        actions.undo_entry(response=second, by=cast.kasi, at=NOW)
    undone = actions.undo_entry(response=second, by=cast.operator, at=NOW)
    assert (undone.review, undone.is_valid) == (Review.SET_ASIDE, False)
    assert (Response.objects.count(), valid(period)) == (2, 1)
    actions.undo_entry(response=first, by=cast.operator, at=NOW)
    assert valid(period) == 0


# The open form


def test_an_answer_by_phone_names_nobody(cast):
    made = answer(running(cast), channel="qr")
    assert (made.recorded_by, made.channel, made.is_valid) == (None, "qr", True)


def test_sending_twice_keeps_one(cast):
    period = running(cast)
    assert answer(period, draft_name="sama") == answer(period, draft_name="sama")
    assert Response.objects.count() == 1


def test_a_second_answer_from_one_browser_waits(cast):
    period = running(cast)
    answer(period, draft_name="1")
    again = answer(period, draft_name="2", repeated=True)
    assert (again.review, again.doubt, valid(period)) == (Review.WAITING, Doubt.REPEAT, 1)


def test_a_straight_line_is_an_opinion_three_in_a_row_are_looked_at(cast):
    period = running(cast)
    made = [answer(period, THREES, str(k), at=NOW + timedelta(minutes=k)) for k in range(4)]
    assert [one.doubt for one in made] == [None, None, Doubt.RUN, Doubt.RUN]
    later = answer(period, THREES, "later", at=NOW + timedelta(minutes=30))
    assert later.is_valid


def test_equal_answers_that_are_no_straight_line_are_believed(cast):
    period = running(cast)
    assert all(answer(period, GOOD, str(k)).is_valid for k in range(5))


def test_a_flood_waits(cast):
    period = running(cast)
    made = [answer(period, GOOD, str(k)) for k in range(BURST_LENGTH + 1)]
    assert [one.doubt for one in made] == [None] * BURST_LENGTH + [Doubt.BURST]


def test_paper_is_never_a_flood(cast):
    period = running(cast)
    assert all(enter(cast, period, THREES).is_valid for _ in range(BURST_LENGTH + 2))


# Looking again


def test_what_is_in_doubt_counts_once_someone_accepts_it(cast):
    period = running(cast)
    doubtful = answer(period, repeated=True)
    assert valid(period) == 0
    accepted = actions.settle_review(
        response=doubtful, accept=True, reason="", based_on=doubtful.edition, by=cast.kasi, at=NOW
    )
    assert (accepted.review, accepted.reviewed_by, valid(period)) == (
        Review.ACCEPTED,
        cast.kasi,
        1,
    )


def test_setting_aside_needs_a_reason_and_deletes_nothing(cast):
    period = running(cast)
    doubtful = answer(period, repeated=True)
    with pytest.raises(Refused, match="survey-reason-missing"):
        actions.settle_review(
            response=doubtful,
            accept=False,
            reason=" ",
            based_on=doubtful.edition,
            by=cast.kasi,
            at=NOW,
        )
    aside = actions.settle_review(
        response=doubtful,
        accept=False,
        reason="Diisi petugas sendiri",
        based_on=doubtful.edition,
        by=cast.kasi,
        at=NOW,
    )
    assert (aside.is_valid, Response.objects.count()) == (False, 1)
    back = actions.settle_review(
        response=aside, accept=True, reason="", based_on=aside.edition, by=cast.kasi, at=NOW
    )
    assert back.is_valid


def test_the_one_who_enters_does_not_judge(cast):
    doubtful = answer(running(cast), repeated=True)
    with pytest.raises(Refused, match="not-allowed"):
        actions.settle_review(
            response=doubtful,
            accept=True,
            reason="",
            based_on=doubtful.edition,
            by=cast.operator,
            at=NOW,
        )


def test_a_published_result_does_not_move(cast):
    period = running(cast)
    one = enter(cast, period)
    publish(cast, closed(cast, period))
    with pytest.raises(Refused, match="survey-settled"):
        actions.settle_review(
            response=one, accept=False, reason="Keliru", based_on=one.edition, by=cast.kasi, at=NOW
        )


def test_every_change_makes_the_facts_stale(cast):
    def edition():
        return Ledger.objects.get(register="survey", year=2019).edition

    period = running(cast)
    before = edition()
    made = answer(period, repeated=True)
    assert edition() > before
    before = edition()
    actions.settle_review(
        response=made, accept=True, reason="", based_on=made.edition, by=cast.kasi, at=NOW
    )
    assert edition() > before
    before = edition()
    closed(cast, period)
    assert edition() > before


# Invitations


def finished(cast):
    return finish(cast, receive(cast, service(cast), counter_at(8, 5)), counter_at(8, 6))


def invite(cast, request):
    return actions.give_invitation(request=request, by=cast.operator, at=NOW)


def test_an_invitation_is_used_once(cast):
    period, invitation = running(cast), invite(cast, finished(cast))
    made = actions.answer_invitation(invitation=invitation, filled=filled(), at=NOW)
    assert (made.channel, made.period, made.invitation) == ("invitation", period, invitation)
    with pytest.raises(Refused, match="invitation-used"):
        actions.answer_invitation(invitation=invitation, filled=filled(), at=NOW)
    assert Response.objects.count() == 1


def test_an_invited_straight_line_is_believed(cast):
    running(cast)
    made = actions.answer_invitation(
        invitation=invite(cast, finished(cast)), filled=filled(THREES), at=NOW
    )
    assert made.is_valid


def test_an_invitation_asked_for_twice_is_the_same(cast):
    request = finished(cast)
    assert invite(cast, request) == invite(cast, request)


def test_only_a_finished_request_is_invited(cast):
    with pytest.raises(Refused, match="invitation-not-finished"):
        invite(cast, receive(cast, service(cast), counter_at(8, 5)))


def test_an_invitation_without_a_running_survey(cast):
    invitation = invite(cast, finished(cast))
    with pytest.raises(Refused, match="survey-not-running"):
        actions.answer_invitation(invitation=invitation, filled=filled(), at=NOW)
    invitation.refresh_from_db()
    assert invitation.used_on is None


def test_the_request_is_told_how_satisfied_its_applicant_was(cast, monkeypatch):
    told = []
    monkeypatch.setattr(
        "janji.registers.services.actions.note_satisfaction",
        lambda **facts: told.append(facts),
        raising=False,
    )
    running(cast)
    request = finished(cast)
    actions.answer_invitation(
        invitation=invite(cast, request), filled=filled((4, 4, 4, 4, 4, 4, 4, 3, None)), at=NOW
    )
    assert told == [{"request": request, "total": 31, "count": 8, "by": None, "at": NOW}]


@pytest.mark.skipif(
    not hasattr(services, "note_satisfaction"),
    reason="the services register does not take satisfaction yet; runs once it does",
)
def test_the_services_register_takes_what_it_is_told(cast):
    running(cast)
    invitation = invite(cast, finished(cast))
    actions.answer_invitation(invitation=invitation, filled=filled(), at=NOW)
    assert audit.history(invitation.request).exclude(deed="move-request").exists()


# The database itself


@pytest.mark.parametrize(
    "wrong",
    [
        {"persyaratan": 5},
        {"pengaduan": 0},
        {"is_valid": False},
        {"review": "waiting", "is_valid": False},
        {"review": "set_aside", "is_valid": False, "doubt": "repeat"},
        {"channel": "telegram"},
        {"recorded_by": None},
        {"reviewed_at": datetime(2019, 8, 20, tzinfo=ZONE)},
    ],
)
def test_the_database_refuses_what_makes_no_sense(cast, wrong):
    made = enter(cast, running(cast))
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=made.pk).update(**wrong)


def test_nothing_about_a_person_is_a_column():
    names = {field.name for field in Response._meta.get_fields()}
    assert not names & {"name", "nik", "phone", "address", "email", "ip", "device"}
    assert NOW.date() == DAY
