"""A quarter passes from hand to hand: who may what, what is frozen, and what a figure is afterwards."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db.utils import IntegrityError

from janji.core.delegation import Capacity
from janji.core.kept_figures import digest_of
from janji.core.refusals import Refused
from janji.kit import audit
from janji.measurements.actions import EnteredFigure
from janji.measurements.models import AcceptedGap, KeptFigure, OfficeQuarter, QuarterStep
from janji.measurements.quarters import actions
from janji.orgs import actions as orgs
from janji.orgs.delegation import actions as delegation
from janji.orgs.roles import Role
from tests.measurements.quarters import (
    SUBMITTED,
    WHO,
    approved,
    filled,
    locked,
    move,
    row_of,
    submit,
)
from tests.measurements.test_recording import counts, record


@pytest.fixture
def targets(cast):
    """The first quarter is filled."""
    return filled(cast)


def test_from_open_to_locked_each_step_with_who_and_when(cast, targets):
    row = locked(cast)
    assert (row.state, row.turn, row.edition) == ("locked", 1, 5)
    steps = [(one.deed, one.done_by.username) for one in row.steps.all()]
    assert steps == [
        (deed, WHO[deed]) for deed in ("submit", "verify", "approve", "accept", "lock")
    ]
    assert list(audit.broken_links()) == []
    entry = audit.history(row)[2]
    assert entry.deed == "approve-quarter"
    assert (entry.facts["before"], entry.facts["after"]) == (
        {"state": "verified"},
        {"state": "approved"},
    )


def test_submitting_freezes_every_figure_with_its_digest(cast, targets):
    row = submit(cast)
    kept = list(KeptFigure.objects.filter(office_quarter=row))
    assert [one.target_id for one in kept] == [one.pk for one in targets]
    first = kept[0].content
    assert first["own"] == {
        "quarter": 1, "value": None, "numerator": "150", "denominator": "300"
    }  # fmt: skip
    assert (first["aim"], first["to_date"]["value"], first["promised"]) == ("50", "50", "87,5%")
    assert kept[0].measurement == targets[0].measurements.get()
    assert all(one.digest == digest_of(one.content) for one in kept)
    sealed = digest_of({str(one.target_id): one.digest for one in kept})
    assert row.steps.get().digest == sealed
    assert audit.history(row).get().facts["digest"] == sealed


def test_what_is_submitted_is_not_typed_over(cast, targets):
    submit(cast)
    last = targets[0].measurements.get()
    with pytest.raises(Refused, match="quarter-closed"):
        record(targets[0], cast.operator, counts("151", "300"), based_on=last.pk)
    record(targets[0], cast.operator, counts("10", "300"), 2)
    move(cast, "return")
    record(targets[0], cast.operator, counts("151", "300"), based_on=last.pk)


def test_returned_corrected_and_submitted_anew_keeps_both(cast, targets):
    submit(cast)
    row = move(cast, "return", reason="Penyebutnya tertukar")
    assert row.steps.last().reason == "Penyebutnya tertukar"
    record(
        targets[0], cast.operator, counts("151", "300"), based_on=targets[0].measurements.get().pk
    )
    row = submit(cast)
    frozen = KeptFigure.objects.filter(office_quarter=row, target=targets[0]).order_by("turn")
    assert [(one.turn, one.content["own"]["numerator"]) for one in frozen] == [
        (1, "150"),
        (2, "151"),
    ]


def test_a_quarter_that_runs_is_not_submitted(cast, targets):
    with pytest.raises(Refused, match="quarter-not-over"):
        submit(cast, quarter=2)


@pytest.mark.parametrize(("day", "late"), [(10, 0), (12, 2)])
def test_it_counts_though_it_comes_late_and_says_how_late(cast, targets, day, late):
    row = submit(cast, at=SUBMITTED.replace(day=day))
    assert audit.history(row).get().facts["late"] == late


@pytest.mark.parametrize(
    ("deed", "before"),
    [
        ("submit", []),
        ("verify", ["submit"]),
        ("approve", ["submit", "verify"]),
        ("accept", ["submit", "verify", "approve"]),
        ("lock", ["submit", "verify", "approve", "accept"]),
        ("return", ["submit"]),
        ("reopen", ["submit", "verify", "approve", "accept", "lock"]),
    ],
)
def test_each_deed_by_those_alone_who_have_the_right(cast, targets, deed, before):
    def do(name, **more):
        return submit(cast, **more) if name == "submit" else move(cast, name, **more)

    for one in before:
        do(one)
    may = {
        "submit": {"kasi", "perencana"},
        "verify": {"verifikator"},
        "approve": {"camat"},
        "accept": {"bupati", "pengawas"},
        "lock": {"bupati", "pengawas"},
        "return": {"verifikator"},
        "reopen": {"bupati", "pengawas"},
    }[deed]
    everyone = {"camat", "operator", "kasi", "perencana", "verifikator", "bupati", "pengawas",
                "evaluator", "inspektorat", "admin", "stranger"}  # fmt: skip
    for who in sorted(everyone - may):
        with pytest.raises(Refused, match="not-allowed"):
            do(deed, by=getattr(cast, who))
    do(deed, by=getattr(cast, min(may)))


@pytest.mark.parametrize(
    ("state", "who", "other"),
    [
        (["submit"], "verifikator", "camat"),
        (["submit", "verify"], "camat", "verifikator"),
        (["submit", "verify", "approve"], "pengawas", "camat"),
    ],
)
def test_only_the_next_in_line_returns(cast, targets, state, who, other):
    for deed in state:
        submit(cast) if deed == "submit" else move(cast, deed)
    with pytest.raises(Refused, match="not-allowed"):
        move(cast, "return", by=getattr(cast, other))
    assert move(cast, "return", by=getattr(cast, who)).state == "returned"


@pytest.mark.parametrize("deed", ["return", "reopen"])
def test_returning_and_reopening_say_why(cast, targets, deed):
    submit(cast) if deed == "return" else locked(cast)
    with pytest.raises(Refused, match="quarter-reason-missing"):
        move(cast, deed, reason="  ")


def also(cast, who, role, org_unit=None):
    orgs.assign_role(
        user=getattr(cast, who),
        role=role,
        org_unit=org_unit or cast.district,
        starts_on=SUBMITTED.date(),
        by=cast.admin,
        at=SUBMITTED,
    )


def test_who_typed_a_figure_neither_verifies_nor_approves_nor_accepts_it(cast, targets):
    for role in (Role.VERIFIER, Role.HEAD, Role.SUPERVISOR):
        also(cast, "operator", role)
    submit(cast)
    for deed in ("verify", "approve", "accept"):
        with pytest.raises(Refused, match="apart-from-enterer"):
            move(cast, deed, by=cast.operator)
        move(cast, deed)


def test_a_figure_typed_and_replaced_counts_as_entered(cast, targets):
    also(cast, "operator", Role.VERIFIER)
    old = targets[0].measurements.get()
    for target in targets:
        last = target.measurements.get()
        figure = EnteredFigure(last.numerator, last.denominator, last.value)
        record(target, cast.kasi, figure, based_on=last.pk)
    submit(cast)
    assert old.recorded_by == cast.operator
    with pytest.raises(Refused, match="apart-from-enterer"):
        move(cast, "verify", by=cast.operator)


def test_who_submitted_does_not_verify_and_who_verified_does_not_approve(cast, targets):
    also(cast, "perencana", Role.VERIFIER)
    also(cast, "verifikator", Role.HEAD)
    also(cast, "camat", Role.SUPERVISOR)
    submit(cast)
    with pytest.raises(Refused, match="apart-from-submitter"):
        move(cast, "verify", by=cast.perencana)
    move(cast, "verify")
    with pytest.raises(Refused, match="apart-from-verifier"):
        move(cast, "approve", by=cast.verifikator)
    move(cast, "approve")
    with pytest.raises(Refused, match="apart-from-approver"):
        move(cast, "accept", by=cast.camat)


def test_who_acts_for_the_head_approves_as_plh_but_never_what_they_typed(cast, targets):
    for to in (cast.operator, cast.evaluator):
        if to == cast.evaluator:
            also(cast, "evaluator", Role.CLERK)
        delegation.delegate_role(
            role=Role.HEAD,
            org_unit=cast.district,
            to=to,
            capacity=Capacity.PLH,
            starts_on=SUBMITTED.date(),
            ends_on=SUBMITTED.date() + timedelta(days=2),
            basis="Surat Perintah 1",
            by=cast.camat,
            at=SUBMITTED,
        )
    submit(cast)
    move(cast, "verify")
    with pytest.raises(Refused, match="apart-from-enterer"):
        move(cast, "approve", by=cast.operator)
    with pytest.raises(Refused, match="not-allowed"):
        move(cast, "approve", by=cast.evaluator, at=SUBMITTED + timedelta(days=3))
    row = move(cast, "approve", by=cast.evaluator)
    assert row.steps.last().capacity == "plh"


def test_a_gap_needs_a_reason_and_is_accepted_with_it(cast, targets):
    last = targets[1].measurements.get()
    said = EnteredFigure(not_measured_because="Survei baru triwulan II")
    record(targets[1], cast.operator, said, based_on=last.pk)
    row = submit(cast)
    gap = AcceptedGap.objects.get(office_quarter=row)
    assert (gap.target, gap.kind, gap.reason) == (
        targets[1],
        "not_measured",
        "Survei baru triwulan II",
    )
    move(cast, "verify")
    with pytest.raises(Refused, match="gaps-not-accepted"):
        move(cast, "approve", accept_gaps=set())
    move(cast, "approve")
    gap.refresh_from_db()
    assert (gap.accepted_by, gap.accepted_at) == (cast.camat, SUBMITTED)


def test_an_indicator_nobody_filled_is_declared_with_a_reason(cast):
    targets = filled(cast)
    for target in targets[:3]:
        record(target, cast.operator, EnteredFigure(value=Decimal(1)) if target != targets[0]
               else counts("1", "2"), 2)  # fmt: skip
    at = SUBMITTED.replace(month=7)
    for reasons in ({}, {targets[3].pk: "   "}, {targets[0].pk: "Lain"}):
        with pytest.raises(Refused, match="gap-without-reason") as refusal:
            submit(cast, quarter=2, at=at, reasons=reasons)
        assert refusal.value.facts["field"] == f"gap_{targets[3].pk}"
    assert row_of(cast, 2) is None
    submit(cast, quarter=2, at=at, reasons={targets[3].pk: "Kebun banjir"})
    gap = AcceptedGap.objects.get()
    assert (gap.kind, gap.reason, gap.declared_by) == ("no_figure", "Kebun banjir", cast.perencana)


def test_nobody_decides_upon_a_page_that_is_old(cast, targets):
    row = submit(cast)
    seen = row.edition
    move(cast, "return")
    with pytest.raises(Refused, match="changed-meanwhile"):
        submit(cast, based_on=None)
    submit(cast)
    with pytest.raises(Refused, match="changed-meanwhile"):
        move(cast, "verify", based_on=seen)


@pytest.mark.parametrize(
    ("deeds", "deed"),
    [
        (["submit"], "approve"),
        (["submit"], "accept"),
        (["submit"], "lock"),
        (["submit"], "reopen"),
        (["submit", "verify"], "verify"),
        (["submit", "verify", "approve"], "approve"),
        (["submit", "verify", "approve"], "reopen"),
        (["submit", "verify", "approve", "accept"], "return"),
    ],
)
def test_no_step_is_left_out_or_taken_twice(cast, targets, deeds, deed):
    for one in deeds:
        submit(cast) if one == "submit" else move(cast, one)
    by = cast.pengawas if deed == "return" else getattr(cast, WHO[deed])
    with pytest.raises(Refused, match="quarter-deed-not-now"):
        move(cast, deed, by=by)


def test_reopened_it_is_written_again_and_what_was_frozen_stays(cast, targets):
    locked(cast)
    row = move(cast, "reopen", reason="Temuan inspektorat")
    assert (row.state, row.turn) == ("open", 1)
    record(
        targets[0], cast.operator, counts("149", "300"), based_on=targets[0].measurements.get().pk
    )
    approved(cast)
    assert KeptFigure.objects.filter(target=targets[0]).count() == 2


def test_only_of_an_agreement_in_force(cast):
    with pytest.raises(Refused, match="agreement-not-in-force"):
        submit(cast)


def test_the_database_itself_keeps_one_row_per_office_and_quarter(cast, targets):
    row = submit(cast)
    with pytest.raises(IntegrityError):
        OfficeQuarter.objects.create(org_unit=row.org_unit, year=2019, quarter=1)


def test_refused_deeds_leave_no_trace(cast, targets):
    row = submit(cast)
    with pytest.raises(Refused):
        move(cast, "approve", by=cast.camat)
    assert QuarterStep.objects.filter(office_quarter=row).count() == 1
    assert actions.verify_quarter.__doc__
