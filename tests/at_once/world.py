"""One of everything that people can change, for stories about many who change the same."""

from dataclasses import dataclass
from datetime import date

from janji.agreements import queries as agreements
from janji.agreements.models import Agreement, Target
from janji.calendars import actions as calendars
from janji.core.workdays import Limit, LimitUnit
from janji.indicators import actions as indicators
from janji.indicators.models import IndicatorVersion, OperationalDefinition
from janji.orgs import actions as orgs
from janji.orgs.models import Position
from janji.registers.services import actions as services
from janji.registers.services.models import Complaint, Service, ServiceKind, ServiceRequest
from janji.registers.survey import actions as survey
from janji.registers.survey.models import FollowUpPlan, Period, Response
from tests.agreements import stories
from tests.cast import Cast
from tests.registers import survey_stories
from tests.registers.counter import NOW, at, receive, service

FORMULA = "layanan_tepat_waktu ÷ layanan_jatuh_tempo × 100"
DAY = date(2019, 2, 22)


@dataclass(frozen=True, slots=True)
class World:
    """The people, and what they change."""

    cast: Cast
    promised: Agreement
    draft: Agreement
    target: Target
    version: IndicatorVersion
    definition: OperationalDefinition
    post: Position
    service: Service
    request: ServiceRequest
    complaint: Complaint
    period: Period
    response: Response
    plan: FollowUpPlan


def build(cast: Cast) -> World:
    """An agreement in force and a draft of the next year, a counter, a survey that runs."""
    promised = stories.in_force(cast)
    draft = stories.complete_for(cast, 2020)
    version = agreements.targets_of(draft)[3].indicator_version
    offered = service(cast)
    request = receive(cast, offered, at(7, 1))
    period = survey_stories.running(cast)
    return World(
        cast=cast,
        promised=promised,
        draft=draft,
        target=agreements.targets_of(promised)[1],
        version=version,
        definition=define(cast, version),
        post=cast.district.positions.get(),
        service=offered,
        request=request,
        complaint=services.record_complaint(
            org_unit=cast.district,
            request=request,
            channel="counter",
            content="Menunggu terlalu lama",
            received_on=date(2019, 7, 8),
            by=cast.operator,
            at=NOW,
        ),
        period=period,
        response=survey_stories.enter(cast, period, suggestion="Kursi tunggu ditambah"),
        plan=survey.add_plan(
            period=period,
            activity=survey.Activity("WAKTU", "Menambah petugas", 2019, 4, "Kasi"),
            by=cast.kasi,
            at=NOW,
        ),
    )


def define(cast, version, *, based_on=None, wording="Menurut standar pelayanan"):
    """A proposal of the section head."""
    return indicators.draft_definition(
        version=version,
        formula=FORMULA,
        terms={"jenis_layanan": tuple(ServiceKind.values)},
        wording=wording,
        based_on=based_on,
        by=cast.kasi,
        at=NOW,
    )


def day_off(cast, name, *, based_on=None, day=DAY):
    """What the district says of a day."""
    return calendars.set_day(
        org_unit=cast.district,
        day=day,
        kind="local",
        name=name,
        opens=None,
        closes=None,
        basis=None,
        based_on=based_on,
        by=cast.camat,
        at=NOW,
    )


def appoint(cast, post, name, starts_on, *, based_on=None):
    """Someone takes up the district's post."""
    return orgs.appoint_official(
        position=post,
        name=name,
        nip=None,
        rank=None,
        starts_on=starts_on,
        based_on=based_on,
        by=cast.admin,
        at=NOW,
    )


def promise(days=3):
    """What a standard says."""
    return services.Promise(
        limit=Limit(days, LimitUnit.WORKING_DAYS),
        requirements=("KTP asli",),
        product="Surat keterangan",
    )
