"""Rules of reward and sanction: a condition over published facts, and what it recommends.

A rule never decides. It is looked at over facts that were published, and where a fact is not published or
cannot be computed it does not hold, and says why (sakip-rules §10). What it gives is a recommendation
that a named official grants or refuses.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from janji.core.numbers import Exact
from janji.core.refusals import Refused
from janji.core.reward_parameters import paper

QUARTERS_IN_YEAR = 4
HUNDRED = 100


class ConditionKind(StrEnum):
    """What a rule looks at. The set is closed: a condition is data, never a formula."""

    ACHIEVEMENT_BELOW = "achievement_below"
    ACHIEVEMENT_FROM = "achievement_from"
    UNCAPPED_FROM = "uncapped_from"
    BAND_IS = "band_is"
    AGREEMENT_LATE = "agreement_late"
    QUARTERS_LATE = "quarters_late"
    PAPER_LATE = "paper_late"
    FOLLOWED_UP_BELOW = "followed_up_below"
    FOLLOWED_UP_FROM = "followed_up_from"
    FINDINGS_OVERDUE = "findings_overdue"
    VERIFIED_BELOW = "verified_below"
    VERIFIED_FROM = "verified_from"


NEEDS: Mapping[ConditionKind, frozenset[str]] = {
    ConditionKind.ACHIEVEMENT_BELOW: frozenset({"percent", "quarters"}),
    ConditionKind.ACHIEVEMENT_FROM: frozenset({"percent", "quarters"}),
    ConditionKind.UNCAPPED_FROM: frozenset({"percent", "quarters"}),
    ConditionKind.BAND_IS: frozenset({"band", "quarters"}),
    ConditionKind.AGREEMENT_LATE: frozenset(),
    ConditionKind.QUARTERS_LATE: frozenset({"quarters"}),
    ConditionKind.PAPER_LATE: frozenset({"paper"}),
    ConditionKind.FOLLOWED_UP_BELOW: frozenset({"percent"}),
    ConditionKind.FOLLOWED_UP_FROM: frozenset({"percent"}),
    ConditionKind.FINDINGS_OVERDUE: frozenset(),
    ConditionKind.VERIFIED_BELOW: frozenset({"percent"}),
    ConditionKind.VERIFIED_FROM: frozenset({"percent"}),
}
"""Which parameters each kind takes: all of them, and no other."""

OF_ACHIEVEMENT = frozenset(
    {
        ConditionKind.ACHIEVEMENT_BELOW,
        ConditionKind.ACHIEVEMENT_FROM,
        ConditionKind.UNCAPPED_FROM,
        ConditionKind.BAND_IS,
    }
)
_LOW = frozenset(
    {
        ConditionKind.ACHIEVEMENT_BELOW,
        ConditionKind.FOLLOWED_UP_BELOW,
        ConditionKind.VERIFIED_BELOW,
    }
)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with its parameters.

    `percent` is a limit in percent, `quarters` how many in a row (or how many late ones), `band` the
    code of a class of the office's own scale, `paper` the code of a paper with a deadline.
    Refuses with `condition-parameters`, `condition-percent`, `condition-quarters` or `condition-paper`.
    """

    kind: ConditionKind
    percent: Decimal | None = None
    quarters: int | None = None
    band: str | None = None
    paper: str | None = None

    def __post_init__(self) -> None:
        names = ("percent", "quarters", "band", "paper")
        given = {name for name in names if getattr(self, name) not in {None, ""}}
        if given != NEEDS[self.kind]:
            wrong = sorted(given ^ NEEDS[self.kind])
            raise Refused("condition-parameters", field=wrong[0])
        if self.percent is not None and not 0 < self.percent <= 1000:
            raise Refused("condition-percent", field="percent")
        if self.quarters is not None and not 1 <= self.quarters <= QUARTERS_IN_YEAR:
            raise Refused("condition-quarters", field="quarters", most=QUARTERS_IN_YEAR)
        if self.paper is not None and paper(self.paper) is None:
            raise Refused("condition-paper", field="paper")


@dataclass(frozen=True, slots=True)
class QuarterFacts:
    """What is published of an office in a quarter: the agreement as it is evaluated up to then.

    `achievement` is in percent, as it is shown under the office's cap, `uncapped` without one; where
    there is none `reason` says why. `counted` of `of` indicators went into it. A quarter whose figures
    are not official is not there at all.
    """

    quarter: int
    achievement: Fraction | None
    band: str | None = None
    reason: str | None = None
    counted: int = 0
    of: int = 0
    uncapped: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something with a deadline: handed in on a day, or not yet."""

    due_on: date
    delivered_on: date | None

    @property
    def days_late(self) -> int | None:
        """Days past the deadline, none when in time; `None` while it has not arrived."""
        if self.delivered_on is None:
            return None
        return max(0, (self.delivered_on - self.due_on).days)

    def is_late(self, on: date) -> bool:
        """Whether it came late, or is still missing past its day."""
        return (self.delivered_on or on) > self.due_on


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    done: int
    of: int

    @property
    def percent(self) -> Fraction | None:
        """The share in percent; nothing of nothing is no share."""
        return Fraction(self.done * HUNDRED, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class PublishedFacts:
    """Everything that rules may look at of an office's year, on a day. What is `None` is not published.

    `agreement` is when it was signed, `deliveries` when each quarter was handed in, `overdue` how many
    findings wait for the office past their day.
    """

    year: int
    on: date
    quarters: tuple[QuarterFacts, ...] = ()
    deliveries: Mapping[int, Delivery] | None = None
    papers: Mapping[str, Delivery] | None = None
    agreement: Delivery | None = None
    followed_up: Share | None = None
    overdue: int | None = None
    verified: Share | None = None


class Outcome(StrEnum):
    """Whether a condition holds, does not, or cannot be said."""

    HOLDS = "holds"
    DOES_NOT = "does_not"
    UNKNOWN = "unknown"


class Lack(StrEnum):
    """Why it cannot be said."""

    NOT_PUBLISHED = "not_published"
    UNDEFINED = "undefined"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Found:
    """What a condition came to, and on which facts.

    `quarters` are those it stands on; `value` is what was compared (percent, or days late).
    """

    outcome: Outcome
    quarters: tuple[int, ...] = ()
    values: tuple[Fraction, ...] = ()
    lack: Lack | None = None
    days_late: int | None = None

    @property
    def holds(self) -> bool:
        """Only a published, computable fact makes a condition hold."""
        return self.outcome is Outcome.HOLDS


def _unknown(lack: Lack, quarters: Sequence[int] = ()) -> Found:
    return Found(Outcome.UNKNOWN, tuple(quarters), lack=lack)


def examined(condition: Condition, facts: PublishedFacts) -> Found:
    """What a condition comes to over an office's published facts."""
    match condition.kind:
        case (
            ConditionKind.ACHIEVEMENT_BELOW
            | ConditionKind.ACHIEVEMENT_FROM
            | ConditionKind.UNCAPPED_FROM
            | ConditionKind.BAND_IS
        ):
            return _in_a_row(condition, facts)
        case ConditionKind.AGREEMENT_LATE:
            return _late(facts.agreement, facts.on)
        case ConditionKind.FINDINGS_OVERDUE:
            return _overdue(facts.overdue)
        case ConditionKind.QUARTERS_LATE:
            return _quarters_late(condition, facts)
        case ConditionKind.PAPER_LATE:
            return _paper_late(condition, facts)
        case ConditionKind.FOLLOWED_UP_BELOW | ConditionKind.FOLLOWED_UP_FROM:
            return _share(condition, facts.followed_up)
        case ConditionKind.VERIFIED_BELOW | ConditionKind.VERIFIED_FROM:
            return _share(condition, facts.verified)


def _in_a_row(condition: Condition, facts: PublishedFacts) -> Found:
    """The newest run of quarters in a row that all meet it.

    A year's agreement is looked at alone: its quarters do not join those of the year before. A quarter
    that is not published, or has no achievement, breaks the run: a gap proves nothing.
    """
    length = condition.quarters or 1
    by_quarter = {one.quarter: one for one in facts.quarters}
    if not by_quarter:
        return _unknown(Lack.NOT_PUBLISHED)
    unclear: Found | None = None
    for last in range(QUARTERS_IN_YEAR, length - 1, -1):
        run = range(last - length + 1, last + 1)
        met = [_meets(condition, by_quarter.get(quarter)) for quarter in run]
        if all(met):
            values = [_compared(condition, by_quarter[quarter]) for quarter in run]
            said = tuple(one for one in values if one is not None)
            return Found(Outcome.HOLDS, tuple(run), said)
        if (
            unclear is None
            and False not in met
            and any(one.quarter in run for one in facts.quarters)
        ):
            unclear = _unknown(_why(by_quarter, run), run)
    if unclear is not None:
        return unclear
    if len(by_quarter) < length:
        return _unknown(Lack.TOO_FEW, sorted(by_quarter))
    return Found(Outcome.DOES_NOT, tuple(sorted(by_quarter)))


def _why(by_quarter: Mapping[int, QuarterFacts], run: range) -> Lack:
    known = [by_quarter.get(quarter) for quarter in run]
    undefined = any(one is not None and one.achievement is None for one in known)
    return Lack.UNDEFINED if undefined else Lack.TOO_FEW


def _meets(condition: Condition, one: QuarterFacts | None) -> bool | None:
    """Whether a quarter meets it; `None` when that cannot be said."""
    if one is None or one.achievement is None:
        return None
    if condition.kind is ConditionKind.BAND_IS:
        return None if one.band is None else one.band == condition.band
    reached = _compared(condition, one)
    if reached is None:
        return None
    limit = Fraction(condition.percent or 0)
    return (
        reached < limit if condition.kind is ConditionKind.ACHIEVEMENT_BELOW else reached >= limit
    )


def _compared(condition: Condition, one: QuarterFacts) -> Fraction | None:
    return one.uncapped if condition.kind is ConditionKind.UNCAPPED_FROM else one.achievement


def _quarters_late(condition: Condition, facts: PublishedFacts) -> Found:
    if facts.deliveries is None:
        return _unknown(Lack.NOT_PUBLISHED)
    late = tuple(
        quarter for quarter, one in sorted(facts.deliveries.items()) if one.is_late(facts.on)
    )
    if len(late) >= (condition.quarters or 1):
        return Found(Outcome.HOLDS, late)
    return Found(Outcome.DOES_NOT, tuple(sorted(facts.deliveries)))


def _paper_late(condition: Condition, facts: PublishedFacts) -> Found:
    """A paper counts as late once its arrival, or that it has not come, is on record."""
    return _late((facts.papers or {}).get(condition.paper or ""), facts.on)


def _late(one: Delivery | None, on: date) -> Found:
    if one is None:
        return _unknown(Lack.NOT_PUBLISHED)
    outcome = Outcome.HOLDS if one.is_late(on) else Outcome.DOES_NOT
    return Found(outcome, days_late=one.days_late)


def _overdue(count: int | None) -> Found:
    if count is None:
        return _unknown(Lack.NOT_PUBLISHED)
    outcome = Outcome.HOLDS if count else Outcome.DOES_NOT
    return Found(outcome, values=(Fraction(count),))


def _share(condition: Condition, share: Share | None) -> Found:
    if share is None:
        return _unknown(Lack.NOT_PUBLISHED)
    percent = share.percent
    if percent is None:
        return _unknown(Lack.UNDEFINED)
    limit = Fraction(condition.percent or 0)
    holds = percent < limit if condition.kind in _LOW else percent >= limit
    return Found(Outcome.HOLDS if holds else Outcome.DOES_NOT, values=(percent,))


class EffectKind(StrEnum):
    """What a rule recommends. Those of LKE 2.c are named as it names them."""

    AWARD = "award"
    COACHING = "coaching"
    ALLOWANCE = "allowance"
    REVISE = "revise"
    IMPROVEMENT = "improvement"
    REPRIMAND = "reprimand"
    PLACEMENT = "placement"
    STRATEGY = "strategy"
    POLICY = "policy"
    ACTIVITY = "activity"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Effect:
    """What is recommended; `change` is by how many percent an allowance is moved, and nothing else has one.

    Refuses with `effect-change-missing`, `effect-change-unfit` or `effect-change-range`.
    """

    kind: EffectKind
    change: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.kind is EffectKind.ALLOWANCE) == (self.change is None):
            code = "effect-change-unfit" if self.change is not None else "effect-change-missing"
            raise Refused(code, field="change")
        if self.change is not None and (self.change == 0 or not -100 <= self.change <= 100):
            raise Refused("effect-change-range", field="change")

    @property
    def factor(self) -> Fraction | None:
        """What an allowance is multiplied by: 0,95 for minus five percent."""
        return None if self.change is None else 1 + Fraction(self.change) / HUNDRED


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a rule recommends on which facts. It has no effect before an official grants it."""

    effect: Effect
    found: Found


def recommended(
    condition: Condition, effect: Effect, facts: PublishedFacts
) -> Recommendation | None:
    """The recommendation of a rule, if its condition holds."""
    found = examined(condition, facts)
    return Recommendation(effect, found) if found.holds else None


class BasisStatus(StrEnum):
    """How well the legal basis of a rule is known."""

    SEEN = "seen"
    MEMORY = "memory"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The document and article a rule rests on, and how well they are known."""

    document: str | None = None
    article: str | None = None
    dated: date | None = None
    status: BasisStatus | None = None


def require_basis(basis: LegalBasis) -> None:
    """Refuses to let a rule work without a legal basis that somebody has read.

    Codes: `rule-basis-missing`, `rule-basis-unread`.
    """
    if not basis.document or not basis.article or basis.dated is None or basis.status is None:
        raise Refused("rule-basis-missing")
    if basis.status is not BasisStatus.SEEN:
        raise Refused("rule-basis-unread")


def require_lawful(kind: ConditionKind, effect: EffectKind) -> None:
    """A missed target is no breach of discipline: PP 94/2021 has no such duty, PP 30/2019 has its own way.

    Refuses with `reprimand-for-achievement`.
    """
    if effect is EffectKind.REPRIMAND and kind in OF_ACHIEVEMENT:
        raise Refused("reprimand-for-achievement", field="effect_kind")


@dataclass(frozen=True, slots=True)
class Allowance:
    """An allowance by its two parts, exact to the last digit."""

    productivity: Fraction
    discipline: Fraction

    @property
    def total(self) -> Fraction:
        """Both parts."""
        return self.productivity + self.discipline


def allowance(
    base: Exact, *, productivity: Exact, discipline: Exact, division: tuple[int, int]
) -> Allowance:
    """What of an allowance is earned.

    `productivity` and `discipline` are the percent reached of each part, `division` how the whole is
    divided between them, in percent. Refuses with `allowance-division` unless that makes a hundred.
    """
    if sum(division) != HUNDRED or min(division) < 0:
        raise Refused("allowance-division")
    parts = [
        Fraction(base) * Fraction(part, HUNDRED) * Fraction(reached) / HUNDRED
        for part, reached in zip(division, (productivity, discipline), strict=True)
    ]
    return Allowance(*parts)


def cut(amount: Exact, percent: Exact) -> Fraction:
    """What is left of an amount after a cut in percent."""
    return Fraction(amount) * (HUNDRED - Fraction(percent)) / HUNDRED
