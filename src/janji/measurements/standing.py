"""How far an office is with its promises, for pages that show many offices at once.

Judging an agreement takes milliseconds; a desk shows dozens, and seldom has any of them changed.
So the outcome is remembered in the process together with the state of everything it is made from,
and holds as long as that state does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os.path import commonprefix
from threading import Lock

from django.db.models import Count, Max, Q

from janji.agreements.models import Agreement
from janji.indicators.models import OperationalDefinition
from janji.kit.remembering import Memory, Stamp
from janji.measurements.kept import quarters_of_offices
from janji.measurements.models import Measurement
from janji.measurements.queries import scoring_rules, years_of
from janji.orgs.access import below
from janji.registers.facts.models import Ledger


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of an agreement's indicators reached the year's target, and how many there are."""

    reached: int
    total: int


_remembered: Memory[Standing] = Memory()
"""What each agreement last stood at, by its key."""
_judging = Lock()


def standings(agreements: Sequence[Agreement], *, on: date) -> dict[int, Standing]:
    """The standing of agreements in force by their keys.

    Five queries when nothing has changed since this process last looked, whatever their number;
    as many as `years_of` more otherwise.
    """
    stamps = stamps_of(agreements, on)
    found = _remembered.recall(stamps)
    if len(found) < len(agreements):
        # One at a time: whoever waited finds what the first has judged.
        with _judging:
            found |= _remembered.recall(stamps)
            found |= _judged([one for one in agreements if one.pk not in found], stamps, on)
    return found


def _judged(
    agreements: Sequence[Agreement], stamps: Mapping[int, Stamp], on: date
) -> dict[int, Standing]:
    found = {}
    for key, objectives in years_of(agreements, on=on).items():
        verdicts = [one.is_reached for block in objectives for one in block.indicators]
        found[key] = Standing(verdicts.count(True), len(verdicts))
        _remembered.keep(key, stamps[key], found[key])
    return found


def stamps_of(agreements: Sequence[Agreement], on: date) -> dict[int, Stamp]:
    """The state of everything each agreement's standing is made from."""
    rules = scoring_rules(agreements)
    measured = {
        key: said
        for key, *said in Measurement.objects.filter(
            target__indicator_version__targets__objective__agreement__in=agreements
        )
        .values_list("target__indicator_version__targets__objective__agreement")
        .annotate(Max("pk"), Count("pk"))
    }
    # Whoever signs or ends any definition makes every office be looked at again: it is seldom.
    defined = OperationalDefinition.objects.aggregate(
        Max("pk"), Count("signed_at"), Count("ended_at")
    )
    ledgers = ledgers_below({one.pk: (one.year, one.org_unit.path) for one in agreements})
    quarters = quarters_of_offices(agreements)
    return {
        one.pk: (
            one.pk,
            one.edition,
            on,
            rules[one.pk].cap,
            rules[one.pk].scale.code,
            tuple(measured.get(one.pk, ())),
            tuple(defined.values()),
            ledgers[one.pk],
            quarters[one.pk],
        )
        for one in agreements
    }


def ledgers_below(places: Mapping[int, tuple[int, str]]) -> Mapping[int, tuple[object, ...]]:
    """The ledgers of a year below an office's path, with how fresh their facts are, by the keys given; one query."""
    paths: dict[int, list[str]] = {}
    for year, path in places.values():
        paths.setdefault(year, []).append(path)
    asked = Q(pk__in=[])
    for year, some in paths.items():
        # One range over all of them: a condition for each office takes longer than its rows.
        start = commonprefix(some)  # noqa: RUF071 -- all letters of a path are steps of the same length
        asked |= below(start, office="org_unit") & Q(year=year)
    columns = ("org_unit__path", "year", "pk", "edition", "counted_edition", "counted_on")
    rows = list(Ledger.objects.filter(asked).order_by("pk").values_list(*columns))
    return {
        key: tuple(row for row in rows if row[1] == year and row[0].startswith(path))
        for key, (year, path) in places.items()
    }
