"""The life of an agreement: draft, two signatures, back, and what each freezes."""

from dataclasses import replace

import pytest

from janji.agreements import actions, queries
from janji.agreements.completeness import missing_in
from janji.agreements.models import Agreement
from janji.core.refusals import Refused
from janji.indicators.actions import SheetEntries, fill_sheet
from janji.kit import audit
from tests.agreements import stories
from tests.cast import AT


def test_what_is_drafted_is_what_is_read_back(cast):
    agreement = stories.draft(cast)
    assert queries.agreement_text(agreement) == stories.TEXT


def test_a_fresh_draft_lists_what_is_missing(cast):
    codes = {problem.code for problem in missing_in(stories.draft(cast))}
    assert codes == {"owner-missing", "year-end-missing", "quarters-missing"}
    assert missing_in(stories.complete(replace_year(cast, 2020))) == ()


def replace_year(cast, year):
    """Makes the stories draft for another year, so that two agreements can stand side by side."""
    Agreement.objects.filter(year=2019).update(year=year)
    return cast


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"place": None}, "place-missing"),
        ({"date_text": None}, "date-missing"),
        ({"first_party": replace(stories.TEXT.first_party, name=None)}, "party-name-missing"),
        (
            {"second_party": replace(stories.TEXT.second_party, position=None)},
            "party-position-missing",
        ),
        ({"first_party": replace(stories.TEXT.first_party, nip=None)}, "nip-missing"),
        ({"objectives": ()}, "no-objective"),
        ({"programmes": ()}, "no-programme"),
        ({"total": replace(stories.TEXT.total, printed=1)}, "total-disagrees"),
        (
            {"objectives": (replace(stories.TEXT.objectives[0], indicators=()),)},
            "objective-without-indicator",
        ),
        (
            {"programmes": (replace(stories.TEXT.programmes[0], amount=None),)},
            "amount-missing",
        ),
    ],
)
def test_each_gap_is_named(cast, change, code):
    agreement = stories.draft(cast, replace(stories.TEXT, **change))
    assert code in {problem.code for problem in missing_in(agreement)}


def test_a_path_that_misses_its_target_is_named(cast):
    agreement = stories.draft(cast)
    target = queries.targets_of(agreement)[0]
    actions.set_measuring_plans(
        agreement=agreement,
        plans={target.pk: stories.plan("50", "60", "70", "80")},
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )
    found = [one for one in missing_in(agreement) if one.code == "path-misses-target"]
    assert [(one.facts["reached"], one.facts["promised"]) for one in found] == [("80,00", "87,5")]


def test_an_incomplete_draft_cannot_be_proposed_nor_a_draft_signed(cast):
    agreement = stories.draft(cast)
    with pytest.raises(Refused, match="agreement-incomplete"):
        stories.propose(agreement, cast)
    digest = queries.content_digest(agreement)
    with pytest.raises(Refused, match="deed-not-now"):
        actions.sign_as_first(agreement=agreement, digest=digest, by=cast.camat, at=AT)


def test_what_lost_its_owner_after_it_was_proposed_cannot_be_signed(cast):
    """Its sheet in the dictionary is open until an agreement with it is in force."""
    agreement = stories.signed_by_first(cast)
    version = queries.targets_of(agreement)[0].indicator_version
    fill_sheet(
        version=version,
        entries=SheetEntries(unit_of_measure="%"),
        based_on=version.edition,
        by=cast.kasi,
        at=AT,
    )
    digest = queries.content_digest(agreement)
    with pytest.raises(Refused, match="agreement-incomplete"):
        actions.sign_as_second(agreement=agreement, digest=digest, by=cast.bupati, at=AT)


@pytest.mark.parametrize("who", ["operator", "kasi", "bupati", "inspektorat", "admin", "stranger"])
def test_only_the_planner_or_the_head_proposes(cast, who):
    agreement = stories.complete(cast)
    with pytest.raises(Refused, match="not-allowed"):
        actions.propose_agreement(
            agreement=agreement, based_on=agreement.edition, by=getattr(cast, who), at=AT
        )


def test_from_the_proposal_on_the_text_is_fixed(cast):
    agreement = stories.proposed(cast)
    assert (agreement.state, agreement.proposed_by) == ("proposed", cast.perencana)
    with pytest.raises(Refused, match="not-a-draft"):
        actions.set_measuring_plans(
            agreement=agreement, plans={}, based_on=agreement.edition, by=cast.perencana, at=AT
        )
    back = actions.return_to_draft(
        agreement=agreement, reason="Target keliru", by=cast.perencana, at=AT
    )
    assert (back.state, back.proposed_by) == ("draft", None)


def test_what_a_party_signed_only_a_party_takes_back(cast):
    agreement = stories.signed_by_first(cast)
    with pytest.raises(Refused, match="only-parties-return"):
        actions.return_to_draft(agreement=agreement, reason="x", by=cast.perencana, at=AT)
    with pytest.raises(Refused, match="not-allowed"):
        actions.return_to_draft(agreement=agreement, reason="x", by=cast.operator, at=AT)
    back = actions.return_to_draft(agreement=agreement, reason="x", by=cast.camat, at=AT)
    assert not back.signatures.exists()


def test_two_signatures_bring_it_into_force_and_freeze_it(cast):
    agreement = stories.in_force(cast)
    assert agreement.state == "in_force"
    assert [one.role for one in agreement.signatures.order_by("pk")] == ["first", "second"]
    versions = [target.indicator_version for target in queries.targets_of(agreement)]
    assert all(version.frozen_by == cast.bupati for version in versions)
    with pytest.raises(Refused, match="not-a-draft"):
        actions.set_measuring_plans(
            agreement=agreement, plans={}, based_on=1, by=cast.perencana, at=AT
        )
    with pytest.raises(Refused, match="not-a-draft"):
        actions.delete_draft(agreement=agreement, based_on=1, by=cast.perencana, at=AT)
    with pytest.raises(Refused, match="deed-not-now"):
        actions.return_to_draft(agreement=agreement, reason="x", by=cast.bupati, at=AT)
    assert list(audit.broken_links()) == []


@pytest.mark.parametrize(
    "who", ["operator", "kasi", "perencana", "bupati", "inspektorat", "admin", "stranger"]
)
def test_only_the_head_promises(cast, who):
    agreement = stories.proposed(cast)
    digest = queries.content_digest(agreement)
    with pytest.raises(Refused, match="not-allowed"):
        actions.sign_as_first(agreement=agreement, digest=digest, by=getattr(cast, who), at=AT)


def test_content_that_changed_after_the_page_was_opened_is_not_signed(cast):
    agreement = stories.proposed(cast)
    seen = queries.content_digest(agreement)
    agreement = actions.return_to_draft(agreement=agreement, reason="x", by=cast.camat, at=AT)
    actions.rewrite_draft(
        agreement=agreement,
        text=replace(stories.TEXT, place="Purwokerto"),
        kept=[target.pk for target in queries.targets_of(agreement)],
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )
    agreement = stories.propose(agreement, cast)
    with pytest.raises(Refused, match="changed-meanwhile") as refusal:
        actions.sign_as_first(agreement=agreement, digest=seen, by=cast.camat, at=AT)
    assert refusal.value.facts["name"] == "Dewi Anggraini"


def test_it_goes_back_to_draft_with_a_reason(cast):
    agreement = stories.signed_by_first(cast)
    back = actions.return_to_draft(
        agreement=agreement, reason="Target indikator 2 keliru", by=cast.bupati, at=AT
    )
    assert back.state == "draft"
    assert not back.signatures.exists()
    assert audit.history(back).first().facts["why"] == "Target indikator 2 keliru"


def test_one_agreement_for_a_year_and_revision(cast):
    stories.draft(cast)
    with pytest.raises(Refused, match="agreement-exists"):
        stories.draft(cast)
    stories.draft(cast, replace(stories.TEXT, revision=1))


def test_two_people_editing_at_once(cast):
    agreement = stories.draft(cast)
    same = {"agreement": agreement, "kept": (), "based_on": agreement.edition, "at": AT}
    actions.rewrite_draft(text=replace(stories.TEXT, place="A"), by=cast.camat, **same)
    with pytest.raises(Refused, match="changed-meanwhile") as refusal:
        actions.rewrite_draft(text=replace(stories.TEXT, place="B"), by=cast.perencana, **same)
    assert refusal.value.facts["name"] == "Wiryo Santosa"
    agreement.refresh_from_db()
    assert agreement.place == "A"


def test_rewriting_keeps_the_way_of_measuring_of_what_stays(cast):
    agreement = stories.complete(cast)
    targets = queries.targets_of(agreement)
    first, second = stories.TEXT.objectives
    turned = replace(
        stories.TEXT,
        objectives=(second, replace(first, indicators=first.indicators[1:])),
    )
    actions.rewrite_draft(
        agreement=agreement,
        text=turned,
        kept=[targets[2].pk, targets[3].pk, targets[1].pk],
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )
    rows = queries.target_rows(agreement)
    assert [row.plan for row in rows] == [stories.PLANS[2], stories.PLANS[3], stories.PLANS[1]]
    assert queries.agreement_text(agreement).objectives == turned.objectives


def test_next_year_continues_the_same_indicators(cast):
    stories.in_force(cast)
    following = stories.draft(cast, replace(stories.TEXT, year=2020))
    versions = [target.indicator_version for target in queries.targets_of(following)]
    assert {version.number for version in versions} == {2}
    assert all(version.frozen_at is None and version.year_end for version in versions)


def test_a_deleted_draft_is_remembered(cast):
    agreement = stories.draft(cast)
    subject = audit.subject_of(agreement)
    actions.delete_draft(agreement=agreement, based_on=1, by=cast.perencana, at=AT)
    assert not Agreement.objects.exists()
    last = audit.AuditEntry.objects.order_by("-number").first()
    assert (last.deed, last.subject) == ("delete-draft", subject)


def test_reading_an_agreement_costs_the_same_whatever_its_size(cast, django_assert_max_num_queries):
    agreement = stories.in_force(cast)
    with django_assert_max_num_queries(8):
        queries.agreement_text(agreement)
    with django_assert_max_num_queries(2):
        queries.target_rows(agreement)
