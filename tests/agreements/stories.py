"""Agreements as stories need them: a draft, a complete one, one in force."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from janji.agreements import actions, queries
from janji.agreements.models import Agreement
from janji.core.measuring import MeasuringPlan, RatioLabels, Shape
from janji.kit.files import CheckedFile, Kind
from tests.cast import AT, Cast
from tests.documents.paper import AGREEMENT

TEXT = replace(AGREEMENT, year=2019, org_unit="Kecamatan Ajibarang", region="Kabupaten Banyumas")
"""Two objectives with two indicators each: 87,5 %, 82, 3 documents, 95 %."""

LABELS = RatioLabels("Jumlah kebun terawat", "Jumlah kebun yang ada")


def plan(*quarters: str, year_end: str = "stock_last", shape: Shape = Shape.RATIO) -> MeasuringPlan:
    """A way of measuring with its quarter targets."""
    return MeasuringPlan(
        direction="higher",
        shape=shape,
        labels=LABELS if shape is Shape.RATIO else None,
        year_end=year_end,
        quarter_targets=tuple(map(Decimal, quarters)),
        owner="Kepala Seksi Pelayanan Umum",
    )


PLANS = (
    plan("50", "60", "70", "87.5"),
    plan("82", "82", "82", "82", shape=Shape.VALUE),
    plan("0", "1", "1", "1", year_end="flow_sum", shape=Shape.VALUE),
    plan("95", "95", "95", "95", year_end="ratio_of_sums"),
)


def draft(cast: Cast, text=TEXT) -> Agreement:
    """A draft of the planner, without any way of measuring yet."""
    return actions.draft_agreement(org_unit=cast.district, text=text, by=cast.perencana, at=AT)


def complete(cast: Cast) -> Agreement:
    """A draft that lacks nothing."""
    return complete_for(cast, 2019)


def complete_for(cast: Cast, year: int) -> Agreement:
    """A draft of some year that lacks nothing."""
    agreement = draft(cast, replace(TEXT, year=year))
    targets = queries.targets_of(agreement)
    return actions.set_measuring_plans(
        agreement=agreement,
        plans={target.pk: one for target, one in zip(targets, PLANS, strict=True)},
        based_on=agreement.edition,
        by=cast.perencana,
        at=AT,
    )


def proposed(cast: Cast) -> Agreement:
    """Waiting for the first party."""
    return propose(complete(cast), cast)


def propose(agreement: Agreement, cast: Cast, *, at=AT) -> Agreement:
    """Puts a whole draft before its parties."""
    agreement.refresh_from_db()
    return actions.propose_agreement(
        agreement=agreement, based_on=agreement.edition, by=cast.perencana, at=at
    )


def signed_by_first(cast: Cast) -> Agreement:
    """Waiting for the second party."""
    agreement = proposed(cast)
    digest = queries.content_digest(agreement)
    return actions.sign_as_first(agreement=agreement, digest=digest, by=cast.camat, at=AT)


def in_force(cast: Cast) -> Agreement:
    """Signed by both."""
    agreement = signed_by_first(cast)
    digest = queries.content_digest(agreement)
    return actions.sign_as_second(agreement=agreement, digest=digest, by=cast.bupati, at=AT)


def sign(agreement: Agreement, cast: Cast, *, at=AT) -> Agreement:
    """From a whole draft into force."""
    agreement = propose(agreement, cast, at=at)
    for deed, who in ((actions.sign_as_first, cast.camat), (actions.sign_as_second, cast.bupati)):
        digest = queries.content_digest(agreement)
        agreement = deed(agreement=agreement, digest=digest, by=who, at=at)
    return agreement


BASIS = actions.Basis("DPPA", "903/114/2019", date(2019, 8, 1))
SCAN = CheckedFile("dppa.pdf", b"%PDF-1.7 contoh", Kind.PDF)


def revised(agreement: Agreement, cast: Cast, *, at=AT) -> Agreement:
    """A draft that changes an agreement, because the budget changed; it lacks nothing."""
    draft = actions.revise_agreement(
        agreement=agreement,
        reason="strategy-or-budget-changed",
        basis=replace(BASIS, date=at.date()),
        file=SCAN,
        by=cast.perencana,
        at=at,
    )
    return rewritten(
        draft, cast, replace(queries.agreement_text(draft), date_text="Agustus"), at=at
    )


def rewritten(agreement: Agreement, cast: Cast, text, *, at=AT) -> Agreement:
    """The planner changes the text of a draft; every indicator stays the target it was."""
    return actions.rewrite_draft(
        agreement=agreement,
        text=text,
        kept=[target.pk for target in queries.targets_of(agreement)],
        based_on=agreement.edition,
        by=cast.perencana,
        at=at,
    )
