"""A performance agreement as values: what a paper says, wherever it was read or will be printed.

The reader of documents produces these values, the papers are made from them, and the
JSON of `janji read` is their plain form. Missing is `None`, never an empty string or zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from janji.core.origins import Origin
from janji.core.refusals import Problem

MOST_ROWS = 300
"""So many objectives, indicators or programmes one agreement has at most."""


class Accumulation(StrEnum):
    """The calculation type an agreement prints (tipe perhitungan)."""

    CUMULATIVE = "kumulatif"
    NON_CUMULATIVE = "non_kumulatif"


class TargetKind(StrEnum):
    """What sort of thing was promised."""

    NUMBER = "number"
    PERCENT = "percent"
    COUNT = "count"
    MONEY = "money"
    GRADE = "grade"
    OPINION = "opinion"
    LEVEL = "level"
    SHARE = "share"
    NONE = "none"

    @property
    def is_numeric(self) -> bool:
        """Whether an achievement in percent can be computed from numbers."""
        return self in {TargetKind.NUMBER, TargetKind.PERCENT, TargetKind.COUNT, TargetKind.MONEY}


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs: as printed, with the NIP as 18 digits."""

    name: str | None = None
    position: str | None = None
    nip: str | None = None
    rank: str | None = None


@dataclass(frozen=True, slots=True)
class TargetText:
    """A promised value: the words on paper, and what was understood of them.

    `unit_text` is the unit as written where it is written differently from `unit_of_measure`.
    """

    raw: str
    kind: TargetKind
    value: Decimal | None = None
    unit_of_measure: str | None = None
    unit_text: str | None = None


@dataclass(frozen=True, slots=True)
class IndicatorText:
    """An indicator with its explanation, as printed."""

    number: str | None
    text: str
    formula_text: str | None = None
    accumulation: Accumulation | None = None
    data_source: str | None = None
    notes: str | None = None
    target: TargetText | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveText:
    """An objective (sasaran) with the indicators that show it."""

    number: str | None
    text: str
    indicators: tuple[IndicatorText, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme and its budget in rupiah; `None` when it could not be read."""

    name: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class Total:
    """The printed budget total beside the sum of the programmes, in rupiah."""

    printed: Decimal | None
    computed: Decimal | None

    @property
    def agrees(self) -> bool | None:
        """Whether print and sum are equal; `None` when either is unknown."""
        if self.printed is None or self.computed is None:
            return None
        return self.printed == self.computed


@dataclass(frozen=True, slots=True)
class AgreementText:
    """A whole agreement as read from, or about to be put on, paper.

    `origins` says for the path of a value, such as `objectives[0].indicators[1].target`, where
    it was found. Two texts that say the same are equal wherever they were read.
    """

    year: int | None
    revision: int = 0
    org_unit: str | None = None
    region: str | None = None
    place: str | None = None
    date_text: str | None = None
    first_party: Party = Party()
    second_party: Party = Party()
    objectives: tuple[ObjectiveText, ...] = ()
    programmes: tuple[ProgrammeLine, ...] = ()
    total: Total = Total(None, None)
    problems: tuple[Problem, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict, compare=False, hash=False)

    @property
    def indicators(self) -> tuple[IndicatorText, ...]:
        """All indicators in the order of the paper."""
        return tuple(i for objective in self.objectives for i in objective.indicators)


def budget_sum(programmes: Iterable[ProgrammeLine]) -> Decimal | None:
    """The sum of programme budgets in rupiah; `None` as soon as one amount is unknown."""
    total = Decimal(0)
    for programme in programmes:
        if programme.amount is None:
            return None
        total += programme.amount
    return total
