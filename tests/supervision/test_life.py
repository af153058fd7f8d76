"""Questions and findings from the first word to the last, and who may say it."""

from dataclasses import replace

import pytest

from janji.kit.editions import afresh
from janji.kit.models import AuditEntry
from janji.orgs import actions as orgs
from janji.orgs.roles import Role
from janji.supervision import actions
from janji.supervision.actions import ReviewText
from janji.supervision.models import FollowUpFile, Review, Thread
from tests.cast import AT
from tests.supervision import stories
from tests.supervision.stories import NOW, refused


def told(user):
    return list(user.notices.order_by("pk").values_list("sentence", flat=True))


def test_a_question_is_answered_asked_again_and_closed(cast):
    thread = stories.ask(cast)
    assert told(cast.perencana)[-1] == (
        "Kecamatan Ajibarang: pertanyaan atasan “Kenapa TW II turun?”, dijawab paling lambat"
        " 15-08-2019."
    )
    assert stories.answer(cast, thread).state == "answered"
    assert told(cast.bupati)[-1] == "Kecamatan Ajibarang menjawab “Kenapa TW II turun?”."
    again = actions.ask_again(
        thread=thread,
        text="Kelompok yang mana?",
        due_on=stories.LATER,
        based_on=2,
        by=cast.pengawas,
        at=NOW,
    )
    assert (again.state, again.due_on) == ("open", stories.LATER)
    stories.answer(cast, thread, by=cast.camat)
    done = actions.close_thread(thread=thread, based_on=4, by=cast.bupati, at=NOW)
    assert (done.state, done.closed_by) == ("closed", cast.bupati)
    said = [(one.from_superior, str(one.written_by)) for one in thread.messages.all()]
    assert said == [
        (True, "Harjono Kusumo"),
        (False, "Dewi Anggraini"),
        (True, "Gunawan Wibisono"),
        (False, "Wiryo Santosa"),
    ]
    assert refused(lambda: stories.answer(cast, thread)) == "thread-deed-not-now"


def test_only_the_superiors_side_asks_and_only_the_office_answers(cast):
    for one in (cast.camat, cast.perencana, cast.evaluator, cast.inspektorat, cast.admin):
        assert refused(lambda one=one: stories.ask(cast, by=one)) == "not-allowed"
    thread = stories.ask(cast)
    for one in (cast.bupati, cast.pengawas, cast.operator, cast.verifikator, cast.stranger):
        assert refused(lambda one=one: stories.answer(cast, thread, by=one)) == "not-allowed"
    assert (
        refused(lambda: actions.close_thread(thread=thread, based_on=1, by=cast.perencana, at=NOW))
        == "not-allowed"
    )
    assert Thread.objects.get().messages.count() == 1


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"due_on": NOW.date().replace(month=7, day=31)}, "due-in-the-past"),
        ({"quarter": 4}, "supervised-quarter-not-begun"),
    ],
)
def test_a_question_that_makes_no_sense(cast, what, code):
    assert refused(lambda: stories.ask(cast, **what)) == code


def test_a_figure_of_another_office_or_year_is_not_asked_about(cast):
    target = stories.in_force(cast)[0]
    other = replace(stories.about(cast), org_unit=cast.other_district, target=target)
    for about in (other, replace(stories.about(cast, target=target), year=2018)):
        code = refused(
            lambda about=about: actions.open_thread(
                about=about,
                kind="question",
                subject="x",
                text="y",
                due_on=stories.DUE,
                by=cast.bupati,
                at=NOW,
            )
        )
        assert code == "target-not-of-office"


def test_a_finding_keeps_the_figure_it_rests_on_as_it_stood(cast):
    gardens = stories.measured(cast)[0]
    finding = stories.raise_finding(cast, target=gardens, quarter=2)
    basis = (
        "Realisasi s.d. TW II: 60,00\u00a0%, target 60,00\u00a0%; capaian 100,00\u00a0%."
        " Per 1 Agustus 2019 pukul 09.00."
    )
    assert finding.basis == basis
    stories.record(cast, gardens, 2, "55", "100", at=NOW)
    assert afresh(finding).basis == basis


def test_a_finding_is_followed_up_returned_followed_up_and_accepted(cast):
    finding = stories.raise_finding(cast)
    assert told(cast.kasi)[-1].startswith("Kecamatan Ajibarang: temuan sedang “Data kebun")
    done = stories.follow_up(cast, finding)
    assert FollowUpFile.objects.get().follow_up == done
    returned = stories.give_back(cast, finding)
    assert (returned.state, returned.due_on) == ("returned", stories.LATER)
    assert told(cast.kasi)[-1].endswith("Alasan: Berita acaranya belum ditandatangani")
    stories.follow_up(cast, finding)
    assert stories.accept(cast, finding).state == "accepted"
    assert [one.is_accepted for one in finding.follow_ups.all()] == [False, True]
    assert refused(lambda: stories.follow_up(cast, finding)) == "finding-deed-not-now"
    deeds = AuditEntry.objects.filter(subject=f"supervision.finding:{finding.pk}")
    assert list(deeds.order_by("number").values_list("deed", flat=True)) == [
        "raise-finding",
        "follow-up-finding",
        "return-follow-up",
        "follow-up-finding",
        "accept-follow-up",
    ]


def test_nobody_accepts_what_they_did_themselves(cast):
    """Someone who holds a role on both sides."""
    orgs.assign_role(
        user=cast.pengawas,
        role=Role.PLANNER,
        org_unit=cast.district,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    finding = stories.raise_finding(cast)
    stories.follow_up(cast, finding, by=cast.pengawas)
    assert refused(lambda: stories.accept(cast, finding)) == "own-follow-up"
    assert stories.accept(cast, finding, by=cast.bupati).state == "accepted"


def test_who_may_do_what_about_a_finding(cast):
    for one in (cast.camat, cast.evaluator, cast.stranger):
        assert refused(lambda one=one: stories.raise_finding(cast, by=one)) == "not-allowed"
    finding = stories.raise_finding(cast)
    for one in (cast.bupati, cast.operator, cast.stranger):
        assert refused(lambda one=one: stories.follow_up(cast, finding, by=one)) == "not-allowed"
    stories.follow_up(cast, finding)
    for one in (cast.camat, cast.kasi, cast.evaluator, cast.stranger):
        assert refused(lambda one=one: stories.accept(cast, finding, by=one)) == "not-allowed"
        assert refused(lambda one=one: stories.give_back(cast, finding, by=one)) == "not-allowed"


def test_who_owns_a_finding_answers_for_the_office(cast):
    for one in (cast.operator, cast.stranger, cast.bupati):
        code = refused(lambda one=one: stories.raise_finding(cast, owner=one))
        assert code == "owner-not-of-office"


def test_a_finding_is_taken_back_with_its_reason_and_stays(cast):
    finding = stories.raise_finding(cast)
    blank = lambda: actions.withdraw_finding(  # noqa: E731
        finding=finding, reason="  ", based_on=1, by=cast.bupati, at=NOW
    )
    assert refused(blank) == "supervision-text-missing"
    gone = actions.withdraw_finding(
        finding=finding, reason="Salah kantor", based_on=1, by=cast.bupati, at=NOW
    )
    assert (gone.state, gone.settled_because) == ("withdrawn", "Salah kantor")


def test_a_thread_of_another_office_makes_no_finding(cast):
    thread = stories.ask(cast)
    code = refused(
        lambda: actions.raise_finding(
            about=replace(stories.about(cast), org_unit=cast.other_district),
            text="x",
            severity="low",
            owner=cast.stranger,
            due_on=stories.DUE,
            thread=thread,
            by=cast.bupati,
            at=NOW,
        )
    )
    assert code == "thread-not-of-office"


def test_nobody_overwrites_what_they_have_not_seen(cast):
    finding, thread = stories.raise_finding(cast), stories.ask(cast)
    stories.follow_up(cast, finding)
    stories.answer(cast, thread)
    for deed in (
        lambda: actions.accept_follow_up(
            finding=finding, remark="", based_on=1, by=cast.pengawas, at=NOW
        ),
        lambda: actions.close_thread(thread=thread, based_on=1, by=cast.bupati, at=NOW),
        lambda: actions.answer_thread(
            thread=thread, text="x", based_on=None, by=cast.camat, at=NOW
        ),
    ):
        assert refused(deed) == "changed-meanwhile"


def write(cast, by, based_on=None, quarter=2, **said):
    return actions.write_review(
        org_unit=cast.district,
        year=2019,
        quarter=quarter,
        review=ReviewText(**said),
        based_on=based_on,
        by=by,
        at=NOW,
    )


def test_both_sides_write_the_notes_of_a_meeting(cast):
    write(cast, cast.perencana, driving="Penyuluh baru")
    write(cast, cast.bupati, based_on=1, driving="Penyuluh baru", agreed="Cocokkan data")
    assert Review.objects.get().agreed == "Cocokkan data"
    noted = AuditEntry.objects.filter(deed="write-review").latest("number")
    changed = {when: noted.facts[when] for when in ("before", "after")}
    assert changed == {"before": {"agreed": None}, "after": {"agreed": "Cocokkan data"}}
    assert refused(lambda: write(cast, cast.operator)) == "not-allowed"
    assert refused(lambda: write(cast, cast.stranger)) == "not-allowed"
    assert refused(lambda: write(cast, cast.bupati, based_on=1)) == "changed-meanwhile"
    assert refused(lambda: write(cast, cast.bupati, quarter=4)) == "supervised-quarter-not-begun"
