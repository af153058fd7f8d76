"""What was reached for the money: the formulas in use, each by its name (sakip-rules 11a).

No rule tells an office which one to take; they answer different questions and disagree. The two of
the ministry of finance are made for ministries and only borrowed here, which their title says.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from janji.core.numbers import Exact
from janji.core.refusals import Refused

HUNDRED = Fraction(100)


class Formula(StrEnum):
    """A way to say how efficient an office was, by the code of the rulebook."""

    SERAP = "SERAP"
    EFF_SIMPLE = "EFF-SIMPLE"
    EFF_REST = "EFF-REST"
    EFF_RATIO = "EFF-RATIO"
    E_214 = "E-214"
    E_249 = "E-249"


class NoEfficiency(StrEnum):
    """Why there is no figure."""

    NO_BUDGET = "no-budget"
    ZERO_BUDGET = "zero-budget"
    NOT_SPENT = "not-spent"
    NO_ACHIEVEMENT = "no-achievement"
    TARGET_MISSED = "target-missed"
    ZERO_OUTPUT = "zero-output"


class Status(StrEnum):
    """EFF-STATUS: the class of a difference in percentage points."""

    EFFICIENT = "efficient"
    FAIR = "fair"
    INEFFICIENT = "inefficient"


@dataclass(frozen=True, slots=True)
class FormulaSheet:
    """What a formula is called, how it is computed, in what unit, and how well its source is known."""

    code: Formula
    title: str
    said: str
    unit: str
    source: str
    evidence: str
    borrowed: bool


@dataclass(frozen=True, slots=True)
class Efficiency:
    """The figure of a formula; `None` exactly when there is a `reason`.

    `value_of_efficiency` is NE, the value between 0 and 100 that the two E formulas are turned
    into; `unbounded` is what some reports print instead.
    """

    formula: Formula
    value: Fraction | None
    reason: NoEfficiency | None = None
    status: Status | None = None
    value_of_efficiency: Fraction | None = None
    unbounded: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """One output with its money: `achievement` and the volumes as planned and as they came about."""

    budget: Exact
    spent: Exact
    planned: Exact
    produced: Exact

    @property
    def achievement(self) -> Fraction | None:
        """CK: what came about of what was planned, as a ratio."""
        return Fraction(self.produced) / Fraction(self.planned) if self.planned else None


def absorption(budget: Exact | None, spent: Exact | None) -> Fraction | NoEfficiency:
    """SERAP: spent ÷ budget × 100. Of no budget there is no share, neither 0 nor 100."""
    if budget is None:
        return NoEfficiency.NO_BUDGET
    if not budget:
        return NoEfficiency.ZERO_BUDGET
    if spent is None:
        return NoEfficiency.NOT_SPENT
    return Fraction(spent) / Fraction(budget) * HUNDRED


def efficiency_of(
    formula: Formula,
    *,
    achievement: Exact | None,
    budget: Exact | None,
    spent: Exact | None,
) -> Efficiency:
    """The efficiency of an office as a whole: its achievement in percent against its money.

    The formulas over outputs take the whole office as one output, of which `achievement` percent
    came about; with one output E-214 and E-249 say the same.
    """
    absorbed = absorption(budget, spent)
    if isinstance(absorbed, NoEfficiency):
        return Efficiency(formula, None, absorbed)
    if formula is Formula.SERAP:
        return Efficiency(formula, absorbed)
    if achievement is None:
        return Efficiency(formula, None, NoEfficiency.NO_ACHIEVEMENT)
    reached = Fraction(achievement)
    if formula is Formula.EFF_SIMPLE:
        return simple(reached, absorbed)
    if formula is Formula.EFF_REST:
        return rest(reached, absorbed)
    if formula is Formula.EFF_RATIO:
        return ratio(reached, absorbed)
    one = Output(budget=budget or 0, spent=spent or 0, planned=HUNDRED, produced=reached)
    return e_214([one]) if formula is Formula.E_214 else e_249([one])


def simple(achievement: Exact, absorbed: Exact) -> Efficiency:
    """EFF-SIMPLE: achievement − absorption, in percentage points, with its EFF-STATUS."""
    difference = Fraction(achievement) - Fraction(absorbed)
    return Efficiency(Formula.EFF_SIMPLE, difference, status=status_of(difference))


def status_of(difference: Exact) -> Status:
    """EFF-STATUS: more than five points is efficient, up to five either way fair enough."""
    margin = Fraction(_parameters()["status"]["margin"])
    if abs(Fraction(difference)) <= margin:
        return Status.FAIR
    return Status.EFFICIENT if difference > 0 else Status.INEFFICIENT


def rest(achievement: Exact, absorbed: Exact) -> Efficiency:
    """EFF-REST: what was left of the budget, in percent, once the target is reached."""
    if achievement < HUNDRED:
        return Efficiency(Formula.EFF_REST, None, NoEfficiency.TARGET_MISSED)
    return Efficiency(Formula.EFF_REST, HUNDRED - Fraction(absorbed))


def ratio(output: Exact, used: Exact) -> Efficiency:
    """EFF-RATIO: output % ÷ input % × 100; the input is money, or days of work."""
    if not used:
        return Efficiency(Formula.EFF_RATIO, None, NoEfficiency.NOT_SPENT)
    return Efficiency(Formula.EFF_RATIO, Fraction(output) / Fraction(used) * HUNDRED)


def e_214(outputs: Sequence[Output]) -> Efficiency:
    """E-214: Σ(PAK × CK − RAK) ÷ Σ(PAK × CK) × 100, and its NE."""
    reason = _lacking(outputs)
    if reason:
        return Efficiency(Formula.E_214, None, reason)
    earned = sum((Fraction(one.budget) * (one.achievement or 0) for one in outputs), Fraction(0))
    spent = sum((Fraction(one.spent) for one in outputs), Fraction(0))
    if not earned:
        return Efficiency(Formula.E_214, None, NoEfficiency.ZERO_OUTPUT)
    return _with_value(Formula.E_214, (earned - spent) / earned * HUNDRED)


def e_249(outputs: Sequence[Output]) -> Efficiency:
    """E-249: the mean over outputs of 1 − (RAK ÷ RVK) ÷ (PAK ÷ TVK), in percent, and its NE."""
    reason = _lacking(outputs)
    if reason:
        return Efficiency(Formula.E_249, None, reason)
    if not all(one.produced for one in outputs):
        return Efficiency(Formula.E_249, None, NoEfficiency.ZERO_OUTPUT)
    saved = [
        1
        - Fraction(one.spent)
        / Fraction(one.produced)
        / (Fraction(one.budget) / Fraction(one.planned))
        for one in outputs
    ]
    return _with_value(Formula.E_249, sum(saved, Fraction(0)) / len(saved) * HUNDRED)


def _lacking(outputs: Sequence[Output]) -> NoEfficiency | None:
    if not outputs or not all(one.budget for one in outputs):
        return NoEfficiency.ZERO_BUDGET
    return None if all(one.planned for one in outputs) else NoEfficiency.NO_ACHIEVEMENT


def _with_value(formula: Formula, saved: Fraction) -> Efficiency:
    return Efficiency(
        formula,
        saved,
        value_of_efficiency=value_of_efficiency(saved),
        unbounded=_unbounded(saved),
    )


def _unbounded(saved: Fraction) -> Fraction:
    given = _parameters()["value"]
    return Fraction(given["middle"]) + saved / Fraction(given["bound"]) * Fraction(given["middle"])


def value_of_efficiency(saved: Exact) -> Fraction:
    """NE: 50 + E ÷ 20 × 50, where E counts between −20 and 20 only, so NE between 0 and 100."""
    bound = Fraction(_parameters()["value"]["bound"])
    return _unbounded(min(max(Fraction(saved), -bound), bound))


def formula_sheet(code: str) -> FormulaSheet:
    """What is known of a formula; refuses with `formula-unknown`."""
    found = formula_sheets().get(code)
    if found is None:
        raise Refused("formula-unknown", code=code)
    return found


@cache
def formula_sheets() -> Mapping[str, FormulaSheet]:
    """All formulas by their codes."""
    listed = (
        FormulaSheet(code=Formula(one["code"]), **{key: one[key] for key in _SAID})
        for one in _parameters()["formula"]
    )
    return MappingProxyType({one.code.value: one for one in listed})


_SAID = ("title", "said", "unit", "source", "evidence", "borrowed")


@cache
def _parameters() -> dict[str, Any]:
    raw = (files("janji.core.parameters") / "efficiency.toml").read_text("utf-8")
    return tomllib.loads(raw)


def known_limits() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The margin of EFF-STATUS and the bounds of NE, each with its source and how well that is known."""
    given = _parameters()
    return MappingProxyType(given["status"]), MappingProxyType(given["value"])
