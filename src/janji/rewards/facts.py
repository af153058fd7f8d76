"""Published facts of offices, gathered from the rooms that publish them: the one place that knows where.

Only what is official is published. Of achievements that is an approved quarter: its figures are those
that were frozen then, and the agreement is evaluated by them (`evaluation.queries`). That a quarter was
handed in, an agreement signed, a finding accepted or left past its day is official from that day: these
steps are never changed afterwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from janji.agreements.models import Agreement, PartyRole, Signature
from janji.core.achievement import Undefined
from janji.core.agreement_life import speaking_for_year
from janji.core.measurement_life import OFFICIAL
from janji.core.reward_rules import Delivery, PublishedFacts, QuarterFacts, Share
from janji.evaluation.queries import Evaluated, scored_each
from janji.measurements.quarters.queries import Standings, quarter_standings
from janji.orgs.models import OrgUnit
from janji.rewards.models import PaperDelivery
from janji.supervision.queries import followed_up


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What is published of an office's year, and the agreement it is about; none where there is none."""

    agreement: Agreement | None
    facts: PublishedFacts


def published_facts(office: OrgUnit, year: int, *, on: date) -> OfficeFacts:
    """What is published of one office."""
    return published_of([office], year, on=on)[office.pk]


def published_of(offices: Sequence[OrgUnit], year: int, *, on: date) -> dict[int, OfficeFacts]:
    """What is published of many offices by their keys; as many queries as for one."""
    agreements = agreements_of(offices, year)
    standings = quarter_standings(offices, [year], on=on)
    official = {one.pk: _official(standings[one.pk, year]) for one in offices}
    asked = sorted({quarter for some in official.values() for quarter in some})
    scored = scored_each(list(agreements.values()), on, asked)
    papers, signed = _papers(offices, year), _signed(offices, year)
    findings = followed_up(offices, year, on=on)
    found: dict[int, OfficeFacts] = {}
    for office in offices:
        agreement, counts = agreements.get(office.pk), findings[office.pk]
        own = scored[agreement.pk] if agreement else {}
        shown = [own[quarter] for quarter in official[office.pk] if agreement]
        facts = PublishedFacts(
            year,
            on,
            tuple(_quarter(one) for one in shown if one.indicators),
            deliveries=_deliveries(standings[office.pk, year]) if agreement else None,
            papers=papers.get(office.pk),
            agreement=signed.get(office.pk),
            followed_up=Share(counts.accepted, counts.due) if counts.due else None,
            overdue=counts.overdue,
            verified=_borne_out(shown),
        )
        found[office.pk] = OfficeFacts(agreement, facts)
    return found


def agreements_of(offices: Sequence[OrgUnit], year: int) -> dict[int, Agreement]:
    """The agreement that speaks for each office's year, by the office's key; one query."""
    rows = Agreement.objects.filter(org_unit__in=[one.pk for one in offices], year=year)
    by_office: dict[int, list[Agreement]] = {}
    for one in rows.select_related("org_unit"):
        by_office.setdefault(one.org_unit_id, []).append(one)
    spoken = {key: speaking_for_year(some) for key, some in by_office.items()}
    return {key: one for key, one in spoken.items() if one is not None}


def _signed(offices: Sequence[OrgUnit], year: int) -> dict[int, Delivery]:
    """When the first agreement of each office's year was signed by both, and until when it had to be; one query.

    Where nobody has said from when the deadline runs, nothing is published.
    """
    second = Signature.objects.filter(agreement=OuterRef("pk"), role=PartyRole.SECOND)
    rows = Agreement.objects.filter(
        org_unit__in=[one.pk for one in offices],
        year=year,
        revises=None,
        completes=None,
        due_on__isnull=False,
    ).annotate(signed_at=Subquery(second.values("signed_at")[:1]))
    found: dict[int, Delivery] = {}
    for one in rows.order_by("pk"):
        signed_on = timezone.localdate(one.signed_at) if one.signed_at else None
        if one.due_on and (one.org_unit_id not in found or signed_on):
            found[one.org_unit_id] = Delivery(one.due_on, signed_on)
    return found


def _deliveries(standings: Standings) -> Mapping[int, Delivery] | None:
    """When each quarter was handed in. Before its day has passed, one that was not is no fact."""
    found = {
        quarter: Delivery(one.until, one.handed_in)
        for quarter, one in standings.items()
        if one.handed_in or one.is_overdue
    }
    return found or None


def _borne_out(shown: Sequence[Evaluated]) -> Share | None:
    """Of all official figures those with verified evidence, or counted from records."""
    figures = [
        official
        for one in shown
        for indicator in one.indicators
        if (official := indicator.year.cells[one.quarter - 1].official) and official.has_figure
    ]
    done = [one for one in figures if one.kept.evidence or one.kept.definition is not None]
    return Share(len(done), len(figures)) if figures else None


def _official(standings: Standings) -> list[int]:
    return [q for q, one in standings.items() if one.state in OFFICIAL and one.is_over]


def _quarter(found: Evaluated) -> QuarterFacts:
    """The agreement as it is evaluated up to a quarter.

    An indicator that promises nothing yet stays out. One that should have an achievement and has
    none leaves the whole without: what is missing must neither help nor harm an office.
    """
    reasons = [one.counting.reason for one in found.indicators]
    lacking = [one for one in reasons if one is not None and one not in _NOTHING]
    mean = found.weighted.shown
    if lacking or mean.value is None:
        reason = (lacking or [Undefined.NO_TARGET])[0].value
        return QuarterFacts(found.quarter, None, None, reason, mean.counted, mean.total)
    return QuarterFacts(
        found.quarter,
        mean.value,
        found.band.code if found.band else None,
        None,
        mean.counted,
        mean.total,
        found.weighted.raw.value,
    )


_NOTHING = frozenset({Undefined.NO_TARGET, Undefined.ZERO_TARGET})


def _papers(offices: Sequence[OrgUnit], year: int) -> Mapping[int, dict[str, Delivery]]:
    rows = PaperDelivery.objects.filter(org_unit__in=[one.pk for one in offices], year=year)
    found: dict[int, dict[str, Delivery]] = {}
    for one in rows:
        found.setdefault(one.org_unit_id, {})[one.paper] = Delivery(one.due_on, one.delivered_on)
    return found
