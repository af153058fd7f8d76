"""What still keeps an agreement from being signed.

The statement, annex and budget of PermenPANRB 53/2014 (sakip-rules 2b), the explanation each
indicator carries in the founding agreement, and for every target an owner and a quarterly path.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from janji.core.accumulation import YearEnd, path_end
from janji.core.agreement import (
    AgreementText,
    IndicatorText,
    ObjectiveText,
    Party,
    TargetKind,
    TargetText,
    budget_sum,
)
from janji.core.measuring import MeasuringPlan
from janji.core.numbers import written, written_exactly
from janji.core.refusals import Problem


@dataclass(frozen=True, slots=True)
class Part:
    """What a complement agreement covers of its year: from which quarter on, and what remains.

    `remaining` has the target that is left for each indicator in order, `None` where nothing has to fit.
    """

    first_quarter: int = 1
    remaining: Sequence[Decimal | None] = ()


WHOLE_YEAR = Part()


def missing(
    text: AgreementText, plans: Sequence[MeasuringPlan], part: Part = WHOLE_YEAR
) -> tuple[Problem, ...]:
    """Every gap, in the order of the paper; `plans` has one plan for each indicator in order."""
    return (
        *_statement(text),
        *_objectives(text.objectives, list(plans), part),
        *_budget(text),
    )


def _statement(text: AgreementText) -> Iterator[Problem]:
    if not text.place:
        yield Problem("place-missing", "place")
    if not text.date_text:
        yield Problem("date-missing", "date_text")
    yield from _party(text.first_party, "first_party", "Pihak Pertama")
    yield from _party(text.second_party, "second_party", "Pihak Kedua")
    # An elected head of government signs without a NIP; the head of an office has one.
    if not text.first_party.nip:
        yield Problem("nip-missing", "first_party.nip")


def _party(party: Party, where: str, label: str) -> Iterator[Problem]:
    if not party.name:
        yield Problem("party-name-missing", f"{where}.name", {"party": label})
    if not party.position:
        yield Problem("party-position-missing", f"{where}.position", {"party": label})


def _objectives(
    objectives: Sequence[ObjectiveText], plans: list[MeasuringPlan], part: Part
) -> Iterator[Problem]:
    if not objectives:
        yield Problem("no-objective", "objectives")
    left = iter(plans)
    remaining = iter([*part.remaining, *[None] * (len(plans) - len(part.remaining))])
    for place, objective in enumerate(objectives):
        where = f"objectives[{place}]"
        if not objective.indicators:
            yield Problem("objective-without-indicator", where, {"objective": objective.text})
        for order, indicator in enumerate(objective.indicators):
            here = f"{where}.indicators[{order}]"
            yield from _indicator(indicator, next(left), here, part.first_quarter)
            yield from _rest(indicator, next(remaining), here)


def _rest(indicator: IndicatorText, remaining: Decimal | None, where: str) -> Iterator[Problem]:
    """What a newcomer promises is what remains of the year's target, or the two would not give it."""
    said = indicator.target.value if indicator.target else None
    if remaining is not None and said != remaining:
        facts = {"indicator": indicator.text, "remaining": written_exactly(remaining)}
        yield Problem("complement-misses-year", where, facts)


def _indicator(
    indicator: IndicatorText, plan: MeasuringPlan, where: str, first_quarter: int
) -> Iterator[Problem]:
    facts = {"indicator": indicator.text}
    if not plan.owner:
        yield Problem("owner-missing", where, facts)
    if not indicator.formula_text:
        yield Problem("formula-missing", where, facts)
    if indicator.accumulation is None:
        yield Problem("accumulation-missing", where, facts)
    if not indicator.data_source:
        yield Problem("source-missing", where, facts)
    target = indicator.target
    if plan.direction == "range":
        if plan.low is None or plan.high is None:
            yield Problem("range-missing", where, facts)
    elif target is None or target.kind is TargetKind.NONE:
        yield Problem("target-missing", where, facts)
    elif target.kind is TargetKind.SHARE:
        yield Problem("share-target", where, {**facts, "raw": target.raw})
    if target is not None and target.kind.is_numeric:
        yield from _path(target, plan, where, facts, first_quarter)


def _path(
    target: TargetText, plan: MeasuringPlan, where: str, facts: dict[str, str], first_quarter: int
) -> Iterator[Problem]:
    if plan.year_end is None:
        yield Problem("year-end-missing", where, facts)
    own = plan.quarter_targets[first_quarter - 1 :]
    quarters = [value for value in own if value is not None]
    if len(quarters) < len(own):
        yield Problem("quarters-missing", where, facts)
    elif plan.year_end is not None and target.value is not None and plan.direction != "range":
        reached = path_end(quarters, YearEnd(plan.year_end))
        if reached != target.value:
            yield Problem(
                "path-misses-target",
                where,
                {
                    **facts,
                    "reached": written(reached, 2),
                    "promised": written_exactly(target.value),
                },
            )


def _budget(text: AgreementText) -> Iterator[Problem]:
    if not text.programmes:
        yield Problem("no-programme", "programmes")
    for order, line in enumerate(text.programmes):
        if line.amount is None:
            yield Problem("amount-missing", f"programmes[{order}]", {"programme": line.name})
    printed, computed = text.total.printed, budget_sum(text.programmes)
    if printed is not None and computed is not None and printed != computed:
        facts = {"printed": written(printed, 0), "computed": written(computed, 0)}
        yield Problem("total-disagrees", "total", facts)
