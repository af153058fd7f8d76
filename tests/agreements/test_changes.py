"""What becomes of an agreement in force: revised for a lawful reason, or ended and completed."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from janji.agreements import actions, queries
from janji.agreements.completeness import missing_in
from janji.agreements.models import Agreement
from janji.core.accumulation import ToDate, YearEnd
from janji.core.complement import remaining_target
from janji.core.refusals import Refused
from janji.core.targets import read_target
from janji.kit import audit
from janji.orgs import actions as org_actions
from tests.agreements import stories
from tests.cast import AT

AUGUST = AT.replace(month=8, day=12)


def with_target(text, place, raw):
    """The text with another target for its indicator at a place."""
    objectives, seen = [], 0
    for objective in text.objectives:
        indicators = []
        for one in objective.indicators:
            changed = replace(one, target=read_target(raw)) if seen == place else one
            indicators.append(changed)
            seen += 1
        objectives.append(replace(objective, indicators=tuple(indicators)))
    return replace(text, objectives=tuple(objectives))


@pytest.mark.parametrize("reason", ["other", "", "official_changed", "Official-Changed"])
def test_no_other_reason_changes_an_agreement(cast, reason):
    agreement = stories.in_force(cast)
    with pytest.raises(Refused, match="reason-unlawful"):
        actions.revise_agreement(
            agreement=agreement,
            reason=reason,
            basis=stories.BASIS,
            file=stories.SCAN,
            by=cast.perencana,
            at=AUGUST,
        )
    assert Agreement.objects.count() == 1


def test_a_revision_says_what_the_agreement_says_and_on_what_it_rests(cast):
    agreement = stories.in_force(cast)
    draft = stories.revised(agreement, cast, at=AUGUST)
    assert (draft.state, draft.revision, draft.revises) == ("draft", 1, agreement)
    text = queries.agreement_text(draft)
    same = replace(text, revision=0, date_text=stories.TEXT.date_text)
    assert same == queries.agreement_text(agreement)
    before, after = queries.target_rows(agreement), queries.target_rows(draft)
    assert [row.plan for row in after] == [row.plan for row in before]
    versions = [row.target.indicator_version_id for row in before]
    assert [row.target.indicator_version_id for row in after] == versions
    (file,) = draft.basis_files.all()
    assert (file.name, file.sha256) == ("dppa.pdf", stories.SCAN.sha256)
    assert missing_in(draft) == ()


def test_the_second_signature_of_a_revision_supersedes_what_it_revises(cast):
    agreement = stories.in_force(cast)
    draft = stories.revised(agreement, cast, at=AUGUST)
    changed = with_target(queries.agreement_text(draft), 1, "75")
    stories.rewritten(draft, cast, changed)
    target = queries.targets_of(draft)[1]
    draft.refresh_from_db()
    actions.set_measuring_plans(
        agreement=draft,
        plans={target.pk: stories.plan("75", "75", "75", "75", shape=stories.Shape.VALUE)},
        based_on=draft.edition,
        by=cast.perencana,
        at=AUGUST,
    )
    agreement.refresh_from_db()
    assert agreement.state == "in_force"
    revised = stories.sign(draft, cast, at=AUGUST)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ends_on) == ("superseded", date(2019, 8, 11))
    assert (revised.state, revised.starts_on) == ("in_force", date(2019, 8, 12))
    # Both versions stay readable.
    assert [target.value for target in queries.targets_of(agreement)][1] == 82
    assert [target.value for target in queries.targets_of(revised)][1] == 75
    assert audit.history(agreement).first().deed == "supersede-agreement"
    assert list(audit.broken_links()) == []


def test_what_was_signed_stays_as_it_was_signed_when_a_revision_words_it_anew(cast):
    agreement = stories.in_force(cast)
    digest = queries.content_digest(agreement)
    draft = stories.revised(agreement, cast, at=AUGUST)
    text = queries.agreement_text(draft)
    first, *rest = text.objectives
    one, *others = first.indicators
    anew = replace(first, indicators=(replace(one, formula_text="Dihitung lain"), *others))
    stories.rewritten(draft, cast, replace(text, objectives=(anew, *rest)))
    before = [target.indicator_version for target in queries.targets_of(agreement)]
    after = [target.indicator_version for target in queries.targets_of(draft)]
    assert [a.pk == b.pk for a, b in zip(after, before, strict=True)] == [False, True, True, True]
    assert (after[0].indicator_id, after[0].frozen_at) == (before[0].indicator_id, None)
    assert after[0].owner == before[0].owner
    assert queries.content_digest(agreement) == digest


def test_the_way_of_measuring_changes_in_the_revision_only(cast):
    agreement = stories.in_force(cast)
    draft = stories.revised(agreement, cast, at=AUGUST)
    targets = queries.targets_of(draft)
    lower = replace(stories.PLANS[1], direction="lower")
    path_only = stories.plan("40", "60", "70", "87.5")
    actions.set_measuring_plans(
        agreement=draft,
        plans={targets[0].pk: path_only, targets[1].pk: lower},
        based_on=draft.edition,
        by=cast.perencana,
        at=AUGUST,
    )
    before, after = queries.target_rows(agreement), queries.target_rows(draft)
    assert [row.plan for row in before] == list(stories.PLANS)
    assert [row.plan for row in after[:2]] == [path_only, lower]
    same = [
        a.target.indicator_version_id == b.target.indicator_version_id
        for a, b in zip(after, before, strict=True)
    ]
    assert same == [True, False, True, True]


def test_an_owner_nobody_had_named_is_named_without_another_version(cast):
    """An agreement signed before owners were asked for is revised without losing its figures."""
    agreement = stories.in_force(cast)
    for target in queries.targets_of(agreement):
        version = target.indicator_version
        type(version).objects.filter(pk=version.pk).update(owner=None)
    draft = stories.revised(agreement, cast, at=AUGUST)
    assert {one.code for one in missing_in(draft)} == {"owner-missing"}
    targets = queries.targets_of(draft)
    actions.set_measuring_plans(
        agreement=draft,
        plans={one.pk: plan for one, plan in zip(targets, stories.PLANS, strict=True)},
        based_on=draft.edition,
        by=cast.perencana,
        at=AUGUST,
    )
    assert missing_in(draft) == ()
    versions = [target.indicator_version_id for target in queries.targets_of(agreement)]
    assert [target.indicator_version_id for target in queries.targets_of(draft)] == versions


def test_one_change_after_the_other(cast):
    agreement = stories.in_force(cast)
    draft = stories.revised(agreement, cast, at=AUGUST)
    for deed in (
        lambda: stories.revised(agreement, cast, at=AUGUST),
        lambda: ended(agreement, cast, date(2019, 7, 14)),
    ):
        with pytest.raises(Refused, match="change-under-way"):
            deed()
    actions.delete_draft(agreement=draft, based_on=draft.edition, by=cast.perencana, at=AUGUST)
    assert stories.revised(agreement, cast, at=AUGUST).revision == 1


def test_a_year_with_an_agreement_is_not_drafted_anew(cast):
    stories.in_force(cast)
    for revision in (0, 1):
        with pytest.raises(Refused, match="year-has-agreement"):
            stories.draft(cast, replace(stories.TEXT, revision=revision))


def test_two_drafts_of_a_year_cannot_both_come_into_force(cast):
    first = stories.complete(cast)
    second = stories.draft(cast, replace(stories.TEXT, revision=1))
    actions.set_measuring_plans(
        agreement=second,
        plans={
            target.pk: plan
            for target, plan in zip(queries.targets_of(second), stories.PLANS, strict=True)
        },
        based_on=second.edition,
        by=cast.perencana,
        at=AT,
    )
    second = stories.propose(second, cast)
    stories.sign(first, cast)
    digest = queries.content_digest(second)
    second = actions.sign_as_first(agreement=second, digest=digest, by=cast.camat, at=AT)
    with pytest.raises(Refused, match="another-in-force"):
        actions.sign_as_second(agreement=second, digest=digest, by=cast.bupati, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=second.pk).update(state="in_force")


@pytest.mark.parametrize("who", ["operator", "kasi", "bupati", "pengawas", "stranger"])
def test_only_the_office_revises(cast, who):
    agreement = stories.in_force(cast)
    cast = replace(cast, perencana=getattr(cast, who))
    with pytest.raises(Refused, match="not-allowed"):
        stories.revised(agreement, cast, at=AUGUST)


def ended(agreement, cast, ends_on, *, by=None):
    agreement.refresh_from_db()
    return actions.end_agreement(
        agreement=agreement,
        ends_on=ends_on,
        reason="Camat dipindahkan (SK 821.2/77/2019)",
        based_on=agreement.edition,
        by=by or cast.bupati,
        at=AUGUST,
    )


def test_2_example_3_a_new_official_takes_what_remains_of_the_year(cast):
    agreement = stories.in_force(cast)
    over = ended(agreement, cast, date(2019, 7, 14))
    assert (over.state, over.ends_on, over.ended_by) == ("ended", date(2019, 7, 14), cast.bupati)
    draft = complement(over, cast)
    assert (draft.completes, draft.starts_on, draft.first_quarter) == (over, date(2019, 7, 15), 3)
    first, position, documents, pooled = queries.target_rows(draft)
    assert (first.target.raw, first.plan.quarter_targets) == (
        "87,5%",
        (None, None, 70, Decimal("87.5")),
    )
    assert position.target.value == 82
    assert (documents.target.value, documents.plan.quarter_targets) == (1, (None, None, 0, 1))
    assert pooled.target.value == 95
    assert documents.target.whole.value == 3
    assert {one.code for one in missing_in(draft)} == {
        "date-missing",
        "party-name-missing",
        "nip-missing",
    }
    text = replace(queries.agreement_text(draft), date_text="Agustus 2019")
    newcomer = replace(text.first_party, name="Tri Handayani", nip="197802022005012002")
    stories.rewritten(draft, cast, replace(text, first_party=newcomer))
    made = stories.sign(draft, cast, at=AUGUST)
    over.refresh_from_db()
    assert (made.state, over.state) == ("in_force", "ended")
    assert queries.content_digest(made) == made.signatures.first().digest


def complement(agreement, cast, *, starts_on=date(2019, 7, 15)):
    """Two of three documents were made in the first half year."""
    documents = queries.targets_of(agreement)[2]
    path = [one.value for one in documents.quarter_targets.all()]
    reached = ToDate(Fraction(2), quarters=(1, 2))
    rest = remaining_target(documents.value, path, reached, YearEnd.FLOW_SUM, first_quarter=3)
    return actions.draft_complement(
        agreement=agreement,
        starts_on=starts_on,
        remaining={documents.pk: rest},
        by=cast.perencana,
        at=AUGUST,
    )


def test_the_head_in_office_is_the_newcomer(cast):
    agreement = stories.in_force(cast)
    head = org_actions.create_position(
        org_unit=cast.district, title="Camat Ajibarang", is_head=True, by=cast.admin, at=AT
    )
    org_actions.appoint_official(
        position=head,
        name="Tri Handayani",
        nip="197802022005012002",
        rank="Pembina",
        starts_on=date(2019, 7, 15),
        based_on=None,
        by=cast.admin,
        at=AT,
    )
    draft = complement(ended(agreement, cast, date(2019, 7, 14)), cast)
    assert queries.parties_of(draft).first.name == "Tri Handayani"
    assert [one.code for one in missing_in(draft)] == ["date-missing"]


def test_another_target_than_what_remains_does_not_give_the_year(cast):
    draft = complement(ended(stories.in_force(cast), cast, date(2019, 7, 14)), cast)
    text = with_target(queries.agreement_text(draft), 2, "2 dokumen")
    stories.rewritten(draft, cast, text)
    assert "complement-misses-year" in {one.code for one in missing_in(draft)}


@pytest.mark.parametrize("who", ["camat", "perencana", "operator", "inspektorat", "stranger"])
def test_only_the_superior_or_the_supervisor_ends_an_agreement(cast, who):
    agreement = stories.in_force(cast)
    with pytest.raises(Refused, match="not-allowed"):
        ended(agreement, cast, date(2019, 7, 14), by=getattr(cast, who))
    assert ended(agreement, cast, date(2019, 7, 14), by=cast.pengawas).state == "ended"


@pytest.mark.parametrize("day", ["2018-12-31", "2019-08-13", "2020-01-01"])
def test_an_agreement_ends_within_its_year_and_not_ahead_of_time(cast, day):
    agreement = stories.in_force(cast)
    with pytest.raises(Refused, match="end-outside-year"):
        ended(agreement, cast, date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2019-07-14", "2020-01-01"])
def test_a_complement_begins_after_the_end_and_within_the_year(cast, day):
    over = ended(stories.in_force(cast), cast, date(2019, 7, 14))
    with pytest.raises(Refused, match="start-outside-year"):
        complement(over, cast, starts_on=date.fromisoformat(day))


def test_only_what_has_ended_is_completed(cast):
    with pytest.raises(Refused, match="not-ended"):
        complement(stories.in_force(cast), cast)


def test_the_day_of_the_budget_is_noted_with_what_stood_before(cast):
    agreement = stories.draft(cast)
    for day in (date(2018, 12, 31), date(2019, 1, 5)):
        agreement = actions.note_budget_day(
            agreement=agreement,
            approved_on=day,
            based_on=agreement.edition,
            by=cast.perencana,
            at=AT,
        )
    assert agreement.budget_approved_on == date(2019, 1, 5)
    facts = audit.history(agreement).first().facts
    assert facts["before"] == {"budget_approved_on": "2018-12-31", "due_on": "2019-01-31"}
    assert facts["after"] == {"budget_approved_on": "2019-01-05", "due_on": "2019-02-05"}
    for day, code in (
        (date(2019, 4, 2), "still-ahead"),
        (date(2017, 1, 1), "far-off"),
    ):
        with pytest.raises(Refused, match=f"approval-{code}"):
            actions.note_budget_day(
                agreement=agreement,
                approved_on=day,
                based_on=agreement.edition,
                by=cast.perencana,
                at=AT,
            )


def test_digests_of_plain_agreements_are_those_of_the_release_before(cast):
    """What was signed before agreements could be revised keeps its digest."""
    sealed = queries.sealed_content(stories.draft(cast))
    assert set(queries.json.loads(sealed)) == {"text", "plans"}
    assert datetime.fromisoformat("2019-04-01T08:00:00+07:00") == AT
