"""A village's land tax as stories need it. All figures are invented."""

from datetime import date, datetime

from janji.core.land_tax import Recap as Figures
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.land_tax import actions
from janji.registers.land_tax.models import TaxYear
from tests.cast import AT, PASSWORD
from tests.registers.counter import ZONE

NOW = datetime(2019, 12, 31, 16, 0, tzinfo=ZONE)
JUNE = (date(2019, 6, 3), date(2019, 6, 10), date(2019, 6, 17), date(2019, 6, 24))
SHEET = "Rekap Bapenda"


def assessed(amount=1_000, bills=10, **more):
    """What a decision says from 2 January on, due on 30 September."""
    said = {
        "due_on": date(2019, 9, 30),
        "holds_from": date(2019, 1, 2),
        "decree": "DHKP 2019",
    }
    return actions.AssessmentFigures(bills=bills, amount=amount, **said | more)


def village(cast, name="Desa Lesmana", parent=None):
    """Another village of the district."""
    return orgs.create_org_unit(
        name=name,
        kind=OrgUnitKind.VILLAGE,
        parent=parent or cast.district,
        region=None,
        address=None,
        contact=None,
        by=cast.admin,
        at=AT,
    )


def village_clerk(cast, of=None):
    """Someone who keeps records in one village only."""
    made = orgs.create_account(
        username="petugas.desa",
        full_name="Tarsono Wibowo",
        official=None,
        password=PASSWORD,
        by=cast.admin,
        at=AT,
    )
    orgs.assign_role(
        user=made.user,
        role=Role.VILLAGE_CLERK,
        org_unit=of or cast.village,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    return made.user


def opened(cast, of=None, amount=1_000, bills=10, year=2019, **more):
    """A village's tax year."""
    (made,) = actions.open_tax_years(
        org_unit=cast.district,
        year=year,
        figures={of or cast.village: assessed(amount, bills, **more)},
        by=cast.kasi,
        at=NOW,
    )
    return made


def record(cast, day, paid, of=None, by=None, **more):
    """A village's recap of a day."""
    (made,) = actions.record_week(
        org_unit=of or cast.village,
        year=2019,
        as_of=day,
        lines=[actions.Line(of or cast.village, Figures(paid, **more))],
        source=SHEET,
        by=by or cast.operator,
        at=NOW,
    )
    return made


def put_right(cast, recap, paid, reason="Salah ketik", **more):
    """A recap corrected by someone who has its newest edition on screen."""
    recap.refresh_from_db()
    return actions.correct_recap(
        recap=recap,
        figures=Figures(paid, **more),
        reason=reason,
        based_on=recap.edition,
        by=cast.operator,
        at=NOW,
    )


def reassess(cast, tax_year, amount, bills=10, reason="SPPT ganda dihapus", **more):
    """A decision of the tax office changes what was assessed."""
    tax_year = TaxYear.objects.get(pk=tax_year.pk)
    said = {"holds_from": date(2019, 6, 20), "decree": "Keputusan Bapenda 973/15/2019"}
    return actions.correct_assessment(
        tax_year=tax_year,
        figures=assessed(amount, bills, **said | more),
        reason=reason,
        based_on=tax_year.edition,
        by=cast.kasi,
        at=NOW,
    )
