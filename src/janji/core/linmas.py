"""Members of a village's Satlinmas: age, requirements, whose decree, the half-years of its report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from janji.core.periods import months_after
from janji.core.refusals import Problem

HALVES = (1, 2)


class Education(StrEnum):
    """The highest school finished. The values are what the register keeps."""

    NONE = "none"
    PRIMARY = "primary"
    LOWER_SECONDARY = "lower"
    UPPER_SECONDARY = "upper"
    DIPLOMA = "diploma"
    DEGREE = "degree"

    def is_below(self, least: "Education") -> bool:
        """Whether this is less than is asked for."""
        steps = list(Education)
        return steps.index(self) < steps.index(least)


class Issuer(StrEnum):
    """Whose decree makes someone a member."""

    VILLAGE_HEAD = "village_head"
    DISTRICT_HEAD = "district_head"
    POLICE_HEAD = "police_head"
    REGENT = "regent"


@dataclass(frozen=True, slots=True)
class MembershipRule:
    """What is asked of members from a day on; `source` says where it stands, `status` how sure we are.

    Ages are years. Where a rule leaves an age open, membership has no end by age. `least_in_squad`
    is how many plain members each of the five squads has at least, `least_in_task_force` how many the
    task force of a district has; a rule may not say.
    """

    holds_from: date | None
    least_age: int
    least_education: Education
    usual_end: int | None
    longest_end: int | None
    village_issuer: Issuer
    ward_issuer: Issuer
    least_in_squad: int | None
    least_in_task_force: int | None
    source: str
    status: str


RULES = (
    MembershipRule(
        holds_from=None,
        least_age=18,
        least_education=Education.LOWER_SECONDARY,
        usual_end=None,
        longest_end=None,
        village_issuer=Issuer.POLICE_HEAD,
        ward_issuer=Issuer.POLICE_HEAD,
        least_in_squad=None,
        least_in_task_force=None,
        source="Permendagri 84/2014 Pasal 4 dan 6 (dicabut)",
        status="seen",
    ),
    MembershipRule(
        holds_from=date(2020, 6, 2),
        least_age=18,
        least_education=Education.PRIMARY,
        usual_end=60,
        longest_end=65,
        village_issuer=Issuer.VILLAGE_HEAD,
        ward_issuer=Issuer.DISTRICT_HEAD,
        least_in_squad=5,
        least_in_task_force=10,
        source="Permendagri 26/2020 Pasal 9, 10, 13, 15, 16, 19, dan 25",
        status="seen",
    ),
)
"""Oldest first."""
NEAR_MONTHS = 6
"""Our design: so many months before an age ends a membership people are told; one report ahead."""


def rule_on(day: date) -> MembershipRule:
    """The rule that holds on a day."""
    return [one for one in RULES if one.holds_from is None or one.holds_from <= day][-1]


def age_on(born: date, day: date) -> int:
    """Full years; whoever is born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def latest_birth(day: date, age: int) -> date:
    """Whoever was born on this day or before it has reached an age on a day."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)


def birthday(born: date, age: int) -> date:
    """The day on which someone reaches an age."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


class AgeState(StrEnum):
    """How a member stands to the ages at which membership ends."""

    UNKNOWN = "unknown"
    WITHIN = "within"
    NEAR = "near"
    PAST_USUAL = "past_usual"
    EXTENDED = "extended"
    PAST_LONGEST = "past_longest"


def age_state(born: date | None, extended_until: date | None, day: date) -> AgeState:
    """How someone stands on a day by the rule of that day; an extension counts through its last day."""
    rule = rule_on(day)
    if rule.usual_end is None or rule.longest_end is None:
        return AgeState.WITHIN
    if born is None:
        return AgeState.UNKNOWN
    if age_on(born, day) >= rule.longest_end:
        return AgeState.PAST_LONGEST
    if age_on(born, day) >= rule.usual_end:
        is_extended = extended_until is not None and extended_until >= day
        return AgeState.EXTENDED if is_extended else AgeState.PAST_USUAL
    is_near = age_on(born, months_after(day, NEAR_MONTHS)) >= rule.usual_end
    return AgeState.NEAR if is_near else AgeState.WITHIN


@dataclass(frozen=True, slots=True)
class Entrant:
    """Someone as a decree takes them in, as far as it is known."""

    born: date | None
    education: Education | None
    issuer: Issuer
    is_ward: bool
    is_in_task_force: bool = False


def look_at(entrant: Entrant, day: date) -> Iterator[Problem]:
    """What a person should look at when someone is taken in on a day; none of it forbids it."""
    rule = rule_on(day)
    source = rule.source
    if entrant.is_in_task_force:
        # What the regulation asks of members it asks of those of villages.
        if entrant.issuer is not Issuer.REGENT:
            yield Problem("member-issuer", facts={"usual": Issuer.REGENT.value, "source": source})
        return
    if entrant.born is not None and age_on(entrant.born, day) < rule.least_age:
        yield Problem("member-young", facts={"age": rule.least_age, "source": source})
    if entrant.education is not None and entrant.education.is_below(rule.least_education):
        yield Problem(
            "member-schooling", facts={"least": rule.least_education.value, "source": source}
        )
    usual = rule.ward_issuer if entrant.is_ward else rule.village_issuer
    if entrant.issuer is not usual:
        yield Problem("member-issuer", facts={"usual": usual.value, "source": source})


@dataclass(frozen=True, slots=True)
class Composition:
    """How the Satlinmas of a village is made up on a day, in numbers of people.

    `members` and `commanders` are by squad; heads and leaders stand above the squads.
    """

    heads: int
    leaders: int
    commanders: Mapping[str, int]
    members: Mapping[str, int]


def composition_gaps(found: Composition, squads: Sequence[str], day: date) -> Iterator[Problem]:
    """What a village's Satlinmas lacks by the rule of a day; nothing where the rule does not say.

    A commander is not counted among the members of the squad: our reading of Pasal 13.
    """
    rule = rule_on(day)
    if rule.least_in_squad is None:
        return
    if not found.heads:
        yield Problem("satlinmas-without-head")
    if not found.leaders:
        yield Problem("satlinmas-without-leader")
    for squad in squads:
        if not found.commanders.get(squad, 0):
            yield Problem("squad-without-commander", facts={"squad": squad})
        if (count := found.members.get(squad, 0)) < rule.least_in_squad:
            facts = {"squad": squad, "count": count, "least": rule.least_in_squad}
            yield Problem("squad-small", facts=facts)


def task_force_gaps(heads: int, members: int, day: date) -> Iterator[Problem]:
    """What the task force of a district lacks by the rule of a day; `members` are those beside its head."""
    least = rule_on(day).least_in_task_force
    if least is None:
        return
    if not heads:
        yield Problem("task-force-without-head")
    if members < least:
        yield Problem("task-force-small", facts={"count": members, "least": least})


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """Six months of which a village reports (Permendagri 26/2020 Pasal 38, seen)."""

    year: int
    half: int

    @property
    def last_day(self) -> date:
        """The day it ends."""
        return date(self.year, 6, 30) if self.half == HALVES[0] else date(self.year, 12, 31)

    @property
    def before(self) -> "HalfYear":
        """The half-year before it."""
        first, second = HALVES
        return (
            HalfYear(self.year, first) if self.half == second else HalfYear(self.year - 1, second)
        )

    @property
    def after(self) -> "HalfYear":
        """The half-year after it."""
        first, second = HALVES
        return HalfYear(self.year, second) if self.half == first else HalfYear(self.year + 1, first)


def half_year_of(day: date) -> HalfYear:
    """The half-year a day lies in."""
    return HalfYear(day.year, HALVES[0] if day.month <= 6 else HALVES[1])


@dataclass(frozen=True, slots=True)
class Training:
    """One attendance at an event that counts: whose, and how many lesson hours it had."""

    member: int
    hours: int


def trained(members: frozenset[int], attended: list[Training], *, least_hours: int) -> int:
    """How many members are trained: distinct members with enough hours, never attendances.

    Whoever is no member does not count, however often they came; without `least_hours` coming once
    is enough.
    """
    hours: dict[int, int] = {}
    for one in attended:
        if one.member in members:
            hours[one.member] = hours.get(one.member, 0) + one.hours
    return sum(total >= least_hours for total in hours.values())
