"""The report of a stored survey: everything it says, read once."""

from django.utils import timezone

from janji.core.survey_life import PeriodState
from janji.documents.letterhead import letterhead_for
from janji.documents.sheets import Sheet
from janji.orgs.queries import government_of
from janji.registers.survey import queries, results
from janji.registers.survey.documents.report.content import SurveyReport
from janji.registers.survey.models import AgeGroup, Education, Job, Period, Response, Sex

PROFILES = (
    ("Jenis kelamin", "sex", Sex.choices),
    ("Usia", "age_group", AgeGroup.choices),
    ("Pendidikan", "education", Education.choices),
    ("Pekerjaan", "job", Job.choices),
)
STATE_NOTES = {
    PeriodState.DRAFT: "DRAF",
    PeriodState.RUNNING: "SEMENTARA",
    PeriodState.CLOSED: "BELUM DITERBITKAN",
}


def report_of(period: Period, *, sheet: Sheet = Sheet.A4) -> SurveyReport:
    """The report as it stands now; the same survey gives the same bytes. Some twenty queries."""
    tallies = results.tallies_of_services(period)
    result = results.result_of(period, tallies)
    services, hidden = results.by_service(period, tallies)
    responses = list(queries.responses_of(period).filter(is_valid=True))
    before = queries.period_before(period)
    office = period.org_unit
    return SurveyReport(
        letterhead=letterhead_for(
            region=government_of(office).name,
            org_unit=office.name,
            address=office.address,
            contact=office.contact,
        ),
        office=office.name,
        result=result,
        days=results.days_of(period),
        received=Response.objects.filter(period=period).count(),
        profiles={
            title: results.groups(period, column, choices) for title, column, choices in PROFILES
        },
        services=services,
        services_hidden=hidden,
        trend=results.trend(period),
        questions=list(period.instrument.questions.all()),
        responses=responses,
        suggestions=list(queries.suggestions_of(period, "")),
        plans=list(queries.plans_of(period)),
        before=before.name if before else None,
        plans_before=list(queries.plans_of(before)) if before else [],
        made_at=timezone.localtime(
            max((one.recorded_at for one in responses), default=period.created_at)
        ),
        state_note=STATE_NOTES.get(PeriodState(period.state)),
        sheet=sheet,
    )
