"""Printed achievements, recomputed: which rule gives what a report prints, or what went wrong.

Agencies compute R ÷ T × 100, for targets not to be exceeded (2T − R) ÷ T × 100, some of them
capped, rounded or truncated at the decimals they print (documents in the wild, section 3.1).
A printed value that none of these gives is wrong; its likely cause is named where one fits.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import product

from janji.core.achievement import HUNDRED, Direction, achievement
from janji.core.numbers import clean, rounded
from janji.core.printed_numbers import (
    PERCENT,
    PrintedNumber,
    Rank,
    Unreadable,
    decimals_of,
    printed_number,
    rank_of,
    times_ten,
)

CAPS = (Decimal(100), Decimal(120))
"""Caps in use: most offices print none."""
NEVER_TYPED = Decimal(120)
"""A hundred is typed whatever was reached; this is printed only where something is cut off."""
TIMES = frozenset(
    ["detik", "menit", "jam", "hari", "minggu", "bulan", "triwulan", "semester", "tahun"]
)
NEAR = Fraction(5)
"""Percentage points within which a miscalculated value still shows what was meant."""
FEWEST_VOTES = 2
FEWEST_ADDED = 2
HIGHEST_SHARE = 10
MOST_DECIMALS = 6
"""A spreadsheet shows a dozen; the last ones are noise of its binary arithmetic."""


class Verdict(StrEnum):
    """What a check says of a printed value."""

    OK = "ok"
    WRONG = "wrong"
    NOT_COMPUTABLE = "not_computable"


class Rule(StrEnum):
    """What a printed value was computed by."""

    RATIO = "ratio"
    """R ÷ T."""
    RATIO_LOWER = "ratio_lower"
    """(2T − R) ÷ T."""
    CAP = "cap"
    """One of the two, cut off at a limit."""
    ORDER = "order"
    """A comparison: reached or not."""
    AVERAGE = "average"
    """The mean of the achievements above, capped or not."""


class Rounding(StrEnum):
    """How a printed value was made of the exact one."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    LAST_DIGIT = "last_digit"
    """Off by no more than one unit of its last digit."""


class Cause(StrEnum):
    """Why a printed value is likely not what the rule gives."""

    COPIED_ACTUAL = "copied_actual"
    COPIED_TARGET = "copied_target"
    CAP = "cap"
    TRUNCATION = "truncation"
    OTHER_DIRECTION = "other_direction"
    ADDED_PERCENTAGES = "added_percentages"


class Reason(StrEnum):
    """Why there is nothing to compare."""

    NO_TARGET = "no_target"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    TARGET_WORDS = "target_words"
    NOT_MEASURED = "not_measured"
    ACTUAL_WORDS = "actual_words"
    UNITS_DIFFER = "units_differ"
    RANGE = "range"
    SEVERAL = "several"
    NOT_PRINTED = "not_printed"
    PRINTED_WORDS = "printed_words"
    UNCLEAR = "unclear"
    """A cell that may hold a word of its neighbour, or shows no value although it has one."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Target, actual and achievement as they are printed."""

    target: str
    actual: str
    printed: str
    exact: tuple[str, str, str] | None = None
    """The same as a sheet keeps them, where it shows one of them rounded, or a zero as a dash."""

    @property
    def cells(self) -> tuple[str, str, str]:
        """The three in their usual order."""
        return self.target, self.actual, self.printed


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `recomputed` is in percent, exact and uncapped.

    `rule` and `rounding` say how an accepted value came about; a `cause` beside an accepted one
    says why it still differs visibly. A `reason` stands exactly where nothing is computable.
    """

    verdict: Verdict
    recomputed: Fraction | None = None
    rule: Rule | None = None
    rounding: Rounding | None = None
    cause: Cause | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """One way to understand three printed numbers."""

    target: Decimal
    actual: Decimal
    printed: Decimal

    def exact(self, direction: Direction) -> Fraction:
        """The exact achievement; the target is above zero."""
        found = achievement(target=self.target, actual=self.actual, direction=direction).raw
        return Fraction(0) if found is None else found


_BOTH = (Direction.HIGHER, Direction.LOWER)
_PLAIN_RULES = {Direction.HIGHER: Rule.RATIO, Direction.LOWER: Rule.RATIO_LOWER}


def check_printed(triple: Triple, direction: Direction | None = None) -> Checked:
    """One printed achievement on its own; without a `direction` either one may explain it."""
    cases = _cases(triple)
    return cases if isinstance(cases, Checked) else _judged(cases, _Sense(direction), ())


def check_years(triples: Sequence[Triple], *, less_is_better: bool = False) -> list[Checked]:
    """The years of one indicator: each on its own, in the direction most of them are computed by.

    `less_is_better` where the indicator's name suggests it: believed only where a value is cut off
    at a limit or wrong, for a name proves nothing.
    """
    cases = [_cases(triple) for triple in triples]
    computable = [one for one in cases if not isinstance(one, Checked)]
    sense = _shared_sense(computable, less_is_better=less_is_better)
    found: list[Checked] = []
    before: list[Decimal] = []
    for one in cases:
        if isinstance(one, Checked):
            found.append(one)
            continue
        found.append(_judged(one, sense, before))
        before.append(one[0].printed)
    return found


def check_total(printed: str, above: Sequence[str], *, average: bool = False) -> Checked:
    """A line below others that has only an achievement.

    It is right where it is their mean, wrong where it adds them up. Another number under the
    name of an `average` is wrong where all of them are known.
    """
    total = printed_number(printed)
    others = [one.values[0] for one in map(printed_number, above) if isinstance(one, PrintedNumber)]
    if not isinstance(total, PrintedNumber) or len(others) < FEWEST_ADDED:
        return _nothing(Reason.NO_TARGET)
    said = total.values[0]
    mean = sum(map(Fraction, others), Fraction(0)) / len(others)
    for cap in (max(others), *CAPS):
        capped = sum((Fraction(min(one, cap)) for one in others), Fraction(0)) / len(others)
        if how := _rounding(capped, said):
            cause = Cause.CAP if capped < mean else None
            return Checked(Verdict.OK, mean, Rule.AVERAGE, how, cause)
    if abs(mean * len(others) - Fraction(said)) <= _unit(said) * len(others):
        return Checked(Verdict.WRONG, cause=Cause.ADDED_PERCENTAGES)
    if average and len(others) == len(above):
        return Checked(Verdict.WRONG, mean)
    return _nothing(Reason.NO_TARGET)


def _cases(triple: Triple) -> Checked | list[_Case]:
    """All ways to understand a triple, or what can be said without computing."""
    promised, reached = rank_of(triple.target), rank_of(triple.actual)
    if promised and reached:
        return _by_order(promised, reached, triple.printed)
    kept = triple.exact or triple.cells
    target, actual, printed = map(_shown_or_kept, triple.cells, kept)
    if isinstance(target, Unreadable):
        return _nothing(_TARGET_REASONS[target])
    if isinstance(actual, Unreadable):
        return _nothing(_ACTUAL_REASONS[actual])
    if reason := _incomparable(target, actual):
        return _nothing(reason)
    if isinstance(printed, Unreadable):
        return _without_number(target, actual, triple.printed, printed)
    cases = [_Case(*three) for three in product(target.values, actual.values, printed.values)]
    cases += _as_kept(triple.exact, printed)
    return cases if printed.unit == PERCENT else cases + list(_as_shares(cases))


def _shown_or_kept(shown: str, kept: str) -> PrintedNumber | Unreadable:
    """A dash for a zero is a number where the sheet keeps one."""
    read = printed_number(shown)
    return printed_number(kept) if read is Unreadable.MISSING else read


def _as_kept(exact: tuple[str, str, str] | None, printed: PrintedNumber) -> list[_Case]:
    """A sheet computes with what it keeps, however few decimals it shows."""
    kept = [printed_number(one) for one in (exact or ())[:2]]
    match [one.values[0] for one in kept if isinstance(one, PrintedNumber)]:
        case [target, actual] if target > 0:
            return [_Case(target, actual, one) for one in printed.values]
    return []


def _as_shares(cases: Sequence[_Case]) -> Iterator[_Case]:
    """`1,05` without a percent sign may be 105 %, as a spreadsheet writes it."""
    for case in cases:
        share = replace(case, printed=times_ten(case.printed, 2))
        exactly = any(share.exact(one) == Fraction(share.printed) for one in _BOTH)
        capped = share.printed in CAPS and case.printed not in (case.target, case.actual)
        told = decimals_of(case.printed) > 1 or exactly or capped
        if abs(case.printed) < HIGHEST_SHARE and told:
            yield share


_TARGET_REASONS = {
    Unreadable.MISSING: Reason.NO_TARGET,
    Unreadable.WORDS: Reason.TARGET_WORDS,
    Unreadable.RANGE: Reason.RANGE,
    Unreadable.SEVERAL: Reason.SEVERAL,
}
_ACTUAL_REASONS = {
    Unreadable.MISSING: Reason.NOT_MEASURED,
    Unreadable.WORDS: Reason.ACTUAL_WORDS,
    Unreadable.RANGE: Reason.RANGE,
    Unreadable.SEVERAL: Reason.SEVERAL,
}
_PRINTED_REASONS = {
    Unreadable.MISSING: Reason.NOT_PRINTED,
    Unreadable.WORDS: Reason.PRINTED_WORDS,
    Unreadable.RANGE: Reason.PRINTED_WORDS,
    Unreadable.SEVERAL: Reason.SEVERAL,
}


def _nothing(reason: Reason, recomputed: Fraction | None = None) -> Checked:
    return Checked(Verdict.NOT_COMPUTABLE, recomputed, reason=reason)


def _incomparable(target: PrintedNumber, actual: PrintedNumber) -> Reason | None:
    if target.values[0] == 0:
        return Reason.ZERO_TARGET
    if target.values[0] < 0:
        return Reason.NEGATIVE_TARGET
    units = {target.unit, actual.unit}
    times = {unit.partition(" ")[0] for unit in units if unit} & TIMES
    mixed = PERCENT in units and not units <= {PERCENT, None}
    return Reason.UNITS_DIFFER if mixed or len(times) > 1 else None


def _said_reached(printed: str) -> bool | None:
    plain = " ".join(clean(printed).casefold().rstrip(".").split())
    if plain in {"tercapai", "melampaui", "melampaui target"}:
        return True
    return False if plain in {"tidak tercapai", "belum tercapai"} else None


def _by_order(target: Rank, actual: Rank, printed: str) -> Checked:
    """Grades are compared; only equal ones have a percentage that nobody disputes."""
    if target.scale != actual.scale:
        return _nothing(Reason.UNITS_DIFFER)
    said = _said_reached(printed)
    if said is not None:
        return _compared(said, reached=actual.height >= target.height)
    number = printed_number(printed)
    if isinstance(number, PrintedNumber) and target == actual and 100 in number.values:
        return Checked(Verdict.OK, HUNDRED, Rule.ORDER)
    return _nothing(Reason.TARGET_WORDS)


def _compared(said: bool, *, reached: bool) -> Checked:
    return Checked(Verdict.OK, rule=Rule.ORDER) if said == reached else Checked(Verdict.WRONG)


def _without_number(
    target: PrintedNumber, actual: PrintedNumber, printed: str, why: Unreadable
) -> Checked:
    """A verbal result beside numbers is right where more is better; else nobody can say."""
    case = _Case(target.values[0], actual.values[0], Decimal(0))
    if _said_reached(printed) == (case.actual >= case.target):
        return Checked(Verdict.OK, case.exact(Direction.HIGHER), Rule.ORDER)
    return _nothing(_PRINTED_REASONS[why], case.exact(Direction.HIGHER))


@dataclass(frozen=True, slots=True)
class _Sense:
    """The direction of an indicator where it is known, and the one it seems to have."""

    direction: Direction | None = None
    seeming: Direction = Direction.HIGHER
    told: bool = False
    """Whether a year or a name speaks for the one it seems to have."""


def _shared_sense(years: Sequence[Sequence[_Case]], *, less_is_better: bool) -> _Sense:
    """The direction that clearly more years follow, of those only one direction gives.

    A single year that nothing speaks against is enough to believe a cap.
    """
    votes = dict.fromkeys(_BOTH, 0)
    for cases in years:
        giving = [one for one in _BOTH if any(_plain_rounding(case, one) for case in cases)]
        if len(giving) == 1:
            votes[giving[0]] += 1
    higher, lower = votes[Direction.HIGHER], votes[Direction.LOWER]
    lower_named = less_is_better and lower == higher
    leaning = Direction.LOWER if lower > higher or lower_named else Direction.HIGHER
    known = max(higher, lower) >= FEWEST_VOTES and higher != lower
    return _Sense(leaning if known else None, leaning, higher != lower or less_is_better)


def _judged(cases: Sequence[_Case], sense: _Sense, before: Sequence[Decimal]) -> Checked:
    for one in _BOTH if sense.direction is None else (sense.direction,):
        for case in cases:
            if found := _accepted(case, one):
                return found
    for case in cases:
        if found := _capped(case, sense):
            return found
    return _wrong(cases[0], sense, before)


def _accepted(case: _Case, direction: Direction) -> Checked | None:
    how = _plain_rounding(case, direction)
    if how is None:
        return None
    raw = case.exact(direction)
    visibly = abs(raw - Fraction(case.printed)) > _unit(case.printed)
    cause = Cause.TRUNCATION if visibly and how is Rounding.TRUNCATED else None
    return Checked(Verdict.OK, raw, _PLAIN_RULES[direction], how, cause)


def _capped(case: _Case, sense: _Sense) -> Checked | None:
    """A cap says little of the direction: it is believed where the years, or most rows, go."""
    either = not sense.told and sense.direction is None and case.printed == NEVER_TYPED
    for one in _BOTH if either else (sense.direction or sense.seeming,):
        raw = case.exact(one)
        floored = one is Direction.LOWER and raw < 0 and case.printed == 0
        if floored or (case.printed in CAPS and raw > Fraction(case.printed)):
            return Checked(Verdict.OK, raw, Rule.CAP, cause=Cause.CAP)
    return None


def _plain_rounding(case: _Case, direction: Direction) -> Rounding | None:
    return _rounding(case.exact(direction), case.printed)


def _rounding(exact: Fraction, printed: Decimal) -> Rounding | None:
    """How `printed` comes from the exact value, at its decimals or, `98,00`, at those it means."""
    if decimals_of(printed) > MOST_DECIMALS:
        printed = rounded(printed, MOST_DECIMALS)
    meant = len(f"{printed:f}".partition(".")[2].rstrip("0"))
    for decimals in sorted({decimals_of(printed), meant}, reverse=True):
        if rounded(exact, decimals) == printed:
            return Rounding.ROUNDED
        if _truncated(exact, decimals) == printed:
            return Rounding.TRUNCATED
    return Rounding.LAST_DIGIT if abs(exact - Fraction(printed)) <= _unit(printed) else None


def _unit(printed: Decimal) -> Fraction:
    """One unit of the last printed digit."""
    return Fraction(1, 10 ** decimals_of(printed))


def _truncated(exact: Fraction, decimals: int) -> Decimal:
    scaled = int(exact * 10**decimals)  # towards zero
    return rounded(Fraction(scaled, 10**decimals), decimals)


def _wrong(case: _Case, sense: _Sense, before: Sequence[Decimal]) -> Checked:
    cause = _cause(case, sense.direction, before)
    seeming = Direction.LOWER if sense.seeming is Direction.LOWER else _meant(case, cause)
    return Checked(Verdict.WRONG, case.exact(sense.direction or seeming), cause=cause)


def _meant(case: _Case, cause: Cause | None) -> Direction:
    """A value that was miscalculated lies near what was meant; one that was copied says nothing."""
    distance = {one: abs(case.exact(one) - Fraction(case.printed)) for one in _BOTH}
    is_lower = distance[Direction.LOWER] < min(distance[Direction.HIGHER], NEAR)
    return Direction.LOWER if cause is None and is_lower else Direction.HIGHER


def _cause(case: _Case, direction: Direction | None, before: Sequence[Decimal]) -> Cause | None:
    if case.printed == case.actual:
        return Cause.COPIED_ACTUAL
    if _is_sum(case, before):
        return Cause.ADDED_PERCENTAGES
    if case.target in (case.printed, case.actual):
        return Cause.COPIED_TARGET
    if _goes_the_other_way(case, direction):
        return Cause.OTHER_DIRECTION
    if _from_whole_numbers(case):
        return Cause.TRUNCATION
    return Cause.CAP if _at_a_limit(case) else None


def _goes_the_other_way(case: _Case, direction: Direction | None) -> bool:
    """By T ÷ R, which nobody uses, or by the rule of the direction the other years do not go."""
    inverse = Fraction(case.target) / Fraction(case.actual) * HUNDRED if case.actual else None
    if inverse is not None and _rounding(inverse, case.printed):
        return True
    return direction is not None and any(_plain_rounding(case, one) for one in _BOTH)


def _is_sum(case: _Case, before: Sequence[Decimal]) -> bool:
    """The sum of earlier years, or of those and this one; the last may be such a sum itself."""
    if not before:
        return False
    earlier = sum(map(Fraction, before), Fraction(0))
    own = case.exact(Direction.HIGHER)
    sums = [earlier + own, Fraction(before[-1]) + own]
    sums += [earlier] if len(before) > 1 else []
    slack = _unit(case.printed) * (len(before) + 1)
    return any(abs(one - Fraction(case.printed)) <= slack for one in sums)


def _from_whole_numbers(case: _Case) -> bool:
    """Computed after the decimals of target or actual were cut off."""
    cut = _Case(Decimal(int(case.target)), Decimal(int(case.actual)), case.printed)
    mixed = (cut, _Case(cut.target, case.actual, case.printed))
    others = (*mixed, _Case(case.target, cut.actual, case.printed))
    return any(
        one.target > 0 and _rounding(one.exact(Direction.HIGHER), one.printed) is Rounding.ROUNDED
        for one in others
    )


def _at_a_limit(case: _Case) -> bool:
    """A round number above 100 where more was reached."""
    printed = Fraction(case.printed)
    return HUNDRED < printed < case.exact(Direction.HIGHER) and printed % 10 == 0
