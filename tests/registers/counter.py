"""A counter as stories need it: a service with its standard, and requests."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from janji.core.service_life import Stage
from janji.core.workdays import Limit, LimitUnit
from janji.registers.services import actions

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2019, 12, 31, 16, 0, tzinfo=ZONE)
OPENED = date(2019, 1, 1)


def at(month, day, hour=9, minute=0):
    return datetime(2019, month, day, hour, minute, tzinfo=ZONE)


def service(cast, name="Surat keterangan usaha", kind="non_licence", limit=None, code=None, **more):
    """A service with three working days, unless another limit is given."""
    made = actions.add_service(
        org_unit=cast.district,
        code=code or name.lower().replace(" ", "-"),
        name=name,
        kind=kind,
        section=None,
        active_from=OPENED,
        by=cast.kasi,
        at=NOW,
        **more,
    )
    promise = actions.Promise(
        limit=limit or Limit(3, LimitUnit.WORKING_DAYS),
        requirements=("KTP asli", "Pengantar desa"),
        product="Surat keterangan",
    )
    actions.set_standard(
        service=made, promise=promise, holds_from=OPENED, based_on=None, by=cast.kasi, at=NOW
    )
    return made


def receive(cast, of, when, name="Warga Contoh", people=1, at=None):
    """A request whose file was complete when it came."""
    return actions.receive_request(
        service=of,
        applicant=actions.Applicant(name, people=people),
        received_at=when,
        complete_at=when,
        by=cast.operator,
        at=at or NOW,
    )


def move(cast, request, to, when, **more):
    """The request goes on; whoever moves it has its newest edition on screen."""
    return actions.move_request(
        request=request,
        to=to,
        happened_at=when,
        based_on=more.pop("based_on", request.edition),
        by=more.pop("by", cast.operator),
        at=more.pop("at", None) or NOW,
        **more,
    )


def finish(cast, request, when, at=None):
    """The product is signed."""
    return move(cast, request, Stage.FINISHED, when, at=at)
