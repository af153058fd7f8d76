"""The sheet on which a planner settles how every target is measured."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from janji.agreements.forms import PlanForm
from janji.agreements.models import Target
from janji.agreements.queries import TargetRow
from janji.core.accumulation import YearEnd, default_year_end
from janji.core.agreement import Accumulation, TargetKind
from janji.core.measuring import QUARTERS, MeasuringPlan, suggested_path
from janji.kit.conflicts import Difference, differences, under


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One target with its form; `suggested` when the form shows our proposal, not a choice made."""

    target: Target
    form: PlanForm
    suggested: bool

    @property
    def quarters(self) -> list[BoundField]:
        """The quarters whose targets are to be set: of a complement those from its first on."""
        return [self.form[name] for name in _QUARTERS if name in self.form.fields]


_QUARTERS = tuple(f"q{quarter}" for quarter in QUARTERS)


class PlanSheet:
    """All plan forms of an agreement; where nothing is settled yet, they propose."""

    def __init__(
        self,
        rows: list[TargetRow],
        data: Mapping[str, Any] | None,
        *,
        proposing: bool = True,
        first_quarter: int = 1,
    ) -> None:
        self.first_quarter = first_quarter
        self.cards = [
            _card(row, data, proposing=proposing, first_quarter=first_quarter) for row in rows
        ]

    def is_valid(self) -> bool:
        """Whether every form is well filled."""
        verdicts = [card.form.is_valid() for card in self.cards]
        return all(verdicts)

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """All errors with the field's id and label, for the summary on top."""
        return [
            (
                bound.id_for_label,
                f"{card.target.indicator_version.text}: {bound.label}",
                " ".join(map(str, bound.errors)),
            )
            for card in self.cards
            if card.form.is_bound
            for bound in card.form
            if bound.errors
        ]

    def differences(self, rows: list[TargetRow]) -> Iterator[Difference]:
        """Where the sent sheet says something else than what is settled now."""
        settled = {
            card.target.pk: card.form
            for card in PlanSheet(
                rows, None, proposing=False, first_quarter=self.first_quarter
            ).cards
        }
        for card in self.cards:
            if now := settled.get(card.target.pk):
                about = under(card.target.indicator_version.text)
                yield from differences(card.form, now, called=about)

    def plans(self) -> dict[int, MeasuringPlan]:
        """The plan of each target, by its key; call after `is_valid`."""
        return {card.target.pk: card.form.plan() for card in self.cards}


def _card(
    row: TargetRow, data: Mapping[str, Any] | None, *, proposing: bool, first_quarter: int
) -> PlanCard:
    plan, suggested = row.plan, proposing and row.plan.year_end is None
    year_end: str | None = plan.year_end
    quarters = plan.quarter_targets
    version = row.target.indicator_version
    if suggested and version.accumulation:
        year_end = default_year_end(Accumulation(version.accumulation), plan.shape).value
    if suggested and year_end and row.target.value is not None:
        quarters = suggested_path(row.target.value, summed=year_end == YearEnd.FLOW_SUM)
    initial: dict[str, Any] = {
        "direction": plan.direction,
        "lower_variant": plan.lower_variant,
        "low": plan.low,
        "high": plan.high,
        "owner": plan.owner,
        "shape": plan.shape.value,
        "numerator_label": plan.labels.numerator if plan.labels else None,
        "denominator_label": plan.labels.denominator if plan.labels else None,
        "year_end": year_end,
    } | {f"q{quarter}": value for quarter, value in enumerate(quarters, start=1)}
    form = PlanForm(data, initial=initial, prefix=f"t{row.target.pk}")
    numeric = TargetKind(row.target.kind).is_numeric
    for quarter in QUARTERS:
        if not numeric or quarter < first_quarter:
            del form.fields[f"q{quarter}"]
    return PlanCard(row.target, form, suggested)
