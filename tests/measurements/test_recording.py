"""Recording what was reached, correcting it, and who may."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from janji.agreements.queries import targets_of
from janji.core.refusals import Refused
from janji.kit import audit
from janji.kit.files import check_upload
from janji.measurements import actions
from janji.measurements.actions import EnteredFigure
from janji.measurements.models import Measurement
from tests.agreements import stories
from tests.cast import AT

LATER = AT + timedelta(days=300)


@pytest.fixture
def targets(cast):
    """Of an agreement in force: a ratio, a value, a sum of documents, a pooled ratio."""
    return targets_of(stories.in_force(cast))


def record(target, by, figure, quarter=1, **more):
    whole = {"notes": None, "evidence": (), "based_on": None, "at": LATER} | more
    return actions.record_actual(target=target, quarter=quarter, figure=figure, by=by, **whole)


def counts(numerator, denominator):
    return EnteredFigure(numerator=Decimal(numerator), denominator=Decimal(denominator))


def test_two_counts_are_kept_exactly(cast, targets):
    made = record(targets[0], cast.operator, counts("124", "300"))
    made.refresh_from_db()
    assert (made.numerator, made.denominator, made.value) == (124, 300, None)
    assert made.recorded_by == cast.operator
    assert list(audit.broken_links()) == []


def test_a_correction_keeps_what_was_said_first(cast, targets):
    first = record(targets[0], cast.operator, counts("124", "300"))
    second = record(targets[0], cast.kasi, counts("126", "300"), based_on=first.pk)
    rows = list(targets[0].measurements.order_by("pk"))
    assert rows == [first, second]
    assert [row.is_latest for row in rows] == [False, True]
    assert rows[0].numerator == 124


def test_nobody_overwrites_a_figure_they_have_not_seen(cast, targets):
    first = record(targets[0], cast.operator, counts("124", "300"))
    record(targets[0], cast.kasi, counts("126", "300"), based_on=first.pk)
    for seen in (None, first.pk):
        with pytest.raises(Refused, match="changed-meanwhile") as refusal:
            record(targets[0], cast.operator, counts("1", "2"), based_on=seen)
        assert refusal.value.facts["name"] == "Bambang Irawan"
    with pytest.raises(Refused, match="page-outdated"):
        record(targets[0], cast.operator, counts("1", "2"), quarter=2, based_on=first.pk)


@pytest.mark.parametrize("who", ["camat", "bupati", "inspektorat", "admin", "stranger"])
def test_only_those_who_record(cast, targets, who):
    with pytest.raises(Refused, match="not-allowed"):
        record(targets[0], getattr(cast, who), counts("1", "2"))
    assert not Measurement.objects.exists()


def test_only_of_an_agreement_in_force(cast):
    target = targets_of(stories.signed_by_first(cast))[0]
    with pytest.raises(Refused, match="agreement-not-in-force"):
        record(target, cast.operator, counts("1", "2"))


def test_not_of_a_quarter_that_has_not_begun(cast, targets):
    record(targets[0], cast.operator, counts("1", "2"), quarter=2, at=AT)
    with pytest.raises(Refused, match="quarter-not-begun"):
        record(targets[0], cast.operator, counts("1", "2"), quarter=3, at=AT)


@pytest.mark.parametrize(
    ("order", "figure", "code"),
    [
        (0, EnteredFigure(), "figure-missing"),
        (0, EnteredFigure(value=Decimal(41)), "count-missing"),  # never only the percentage
        (0, EnteredFigure(numerator=Decimal(1)), "count-missing"),
        (0, EnteredFigure(denominator=Decimal(1)), "count-missing"),
        (0, EnteredFigure(numerator=Decimal(-1), denominator=Decimal(2)), "count-negative"),
        (
            0,
            EnteredFigure(Decimal(1), Decimal(2), not_measured_because="belum"),
            "figure-missing",
        ),
        (1, EnteredFigure(numerator=Decimal(1), denominator=Decimal(2)), "value-missing"),
    ],
)
def test_what_does_not_fit_the_indicator(cast, targets, order, figure, code):
    with pytest.raises(Refused, match=code):
        record(targets[order], cast.operator, figure)
    assert not Measurement.objects.exists()


def test_why_there_is_no_figure_is_a_figure_too(cast, targets):
    made = record(targets[0], cast.operator, EnteredFigure(not_measured_because="Baru TW II"))
    assert made.not_measured_because == "Baru TW II"


def test_evidence_stays_with_a_correction_when_it_is_kept(cast, targets):
    file = check_upload(SimpleUploadedFile("laporan.pdf", b"%PDF-1.7 isi"))
    first = record(targets[0], cast.operator, counts("1", "2"), evidence=[file])
    kept = first.evidence.get()
    second = record(
        targets[0],
        cast.operator,
        counts("1", "2"),
        based_on=first.pk,
        keep_evidence=[kept.pk],
    )
    assert second.evidence.get().file.name == kept.file.name
    third = record(targets[0], cast.operator, counts("1", "2"), based_on=second.pk)
    assert not third.evidence.exists()
    assert first.evidence.exists()


@pytest.mark.parametrize(
    ("cap", "band_set", "code"),
    [("90", "madiun", "cap-below-100"), ("120", "x", "band-set-unknown")],
)
def test_scoring_that_makes_no_sense(cast, cap, band_set, code):
    with pytest.raises(Refused, match=code):
        actions.set_scoring(
            org_unit=cast.district,
            from_year=2019,
            cap=Decimal(cap),
            band_set=band_set,
            based_on=None,
            by=cast.bupati,
            at=AT,
        )


def test_only_the_superior_sets_scoring(cast):
    for who in (cast.camat, cast.operator, cast.admin):
        with pytest.raises(Refused, match="not-allowed"):
            actions.set_scoring(
                org_unit=cast.district,
                from_year=2019,
                cap=None,
                band_set="madiun",
                based_on=None,
                by=who,
                at=AT,
            )
