"""The paper of a stored agreement: everything it says, read once."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from janji.agreements.models import Agreement
from janji.documents.letterhead import letterhead_for
from janji.kit.dates import day
from janji.measurements import account
from janji.measurements.counting import by_office
from janji.measurements.documents.account.content import AccountPaper, GapLine, IndicatorAccount
from janji.measurements.mapping import figure_map
from janji.measurements.quarters.queries import accepted_gaps
from janji.measurements.queries import IndicatorYear, ScoringRule
from janji.orgs.queries import government_of


def account_of(
    agreement: Agreement, years: Sequence[IndicatorYear], rule: ScoringRule, *, at: datetime
) -> AccountPaper:
    """Some indicators of an agreement as they stand now; a query for each map, two more, and what rooms above ask."""
    office = agreement.org_unit
    now = timezone.localtime(at)
    beside = account.steps_beside([one.target for one in years])
    example = ["Data contoh: angka pada pemasangan ini rekaan."] if agreement.is_example else []
    return AccountPaper(
        letterhead=letterhead_for(
            region=government_of(office).name,
            org_unit=office.name,
            address=office.address,
            contact=office.contact,
        ),
        office=office.name,
        year=agreement.year,
        said_at=f"Menurut catatan per {day(now)} pukul {now:%H.%M}.",
        indicators=[_account(one, rule, agreement, beside[one.target.pk]) for one in years],
        made_at=now,
        gaps=tuple(
            GapLine(
                quarter=one.office_quarter.quarter,
                indicator=one.target.indicator_version.text,
                said=f"{one.get_kind_display()}: {one.reason}",
                accepted=f"diterima {one.accepted_by}, {day(timezone.localtime(one.accepted_at))}",
            )
            for one in accepted_gaps(office, agreement.year)
            if one.target_id in {year.target.pk for year in years} and one.accepted_at
        ),
        foot=tuple(example),
    )


def _account(
    year: IndicatorYear,
    rule: ScoringRule,
    agreement: Agreement,
    beside: Sequence[account.Step],
) -> IndicatorAccount:
    offices = by_office(year.counted) if year.counted else []
    text = year.target.indicator_version.text
    return IndicatorAccount(
        objective=year.target.objective.text,
        year=year,
        equation=account.equation(year),
        steps=[*account.steps(year, rule), *beside],
        numbers=account.numbers_of(year),
        terms=account.terms_of(year.counted) if year.counted else [],
        offices=offices if len(offices) > 1 else [],
        map=figure_map(offices, agreement.org_unit, title=text),
    )
