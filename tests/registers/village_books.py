"""Villages and their books as stories need them."""

import zlib
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from janji.core.village_books import Seen, regulations
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind
from janji.orgs.roles import Role
from janji.registers.villages import actions, queries
from janji.registers.villages.intake import Look, Sheet
from tests.cast import AT, PASSWORD

NOW = datetime(2019, 12, 31, 16, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
DAY = date(2019, 6, 20)
DESA, WARD = regulations()["47/2016"], regulations()["34/2007"]
NONE = Seen()
EMPTY = Seen(exists=True)
FILLED = Seen(exists=True, is_filled=True)
NIL = Seen(exists=True, is_nil=True)
FREE = Seen(not_applicable="Desa tidak mempunyai tanah kas")


def signed(until):
    """Current until a day, signed, in the columns that are prescribed: four points."""
    return replace(FILLED, current_until=until, is_signed=True, columns_fit=True)


def by_score(value, until=DAY):
    """What gives a score from 0 to 4, or none."""
    given = {
        None: FREE,
        0: NONE,
        1: EMPTY,
        2: FILLED,
        3: replace(FILLED, current_until=until),
        4: signed(until),
    }
    return given[value]


def sheet(scores=None, *, on=DAY, of=DESA, inspector="Sri Lestari", **more):
    """All books with four points but those named: `{"A.5": 0}`."""
    wanted = {one.code: 4 for one in of.must_be_seen} | dict(scores or {})
    books = {code: Look(by_score(value, on)) for code, value in wanted.items()}
    return Sheet(on, inspector, books, **more)


def office(cast, name, kind=OrgUnitKind.VILLAGE, parent=None):
    """One more village in the tree."""
    return orgs.create_org_unit(
        name=name,
        kind=kind,
        parent=parent or cast.district,
        region=None,
        address="Jalan Desa",
        contact=None,
        by=cast.admin,
        at=AT,
    )


def listed(cast, *names):
    """Desa Kracak and others below the district; the villages by name, in the order of the tree."""
    for name in names:
        office(cast, name)
    return {one.name: one for one in queries.villages_below(cast.district, DAY.year)}


def set_days(cast, village, *, since=None, until=None, reason="", based_on=1, by=None):
    """The section head says from when or until when a village is counted."""
    return actions.set_village_days(
        village=village,
        since=since,
        until=until,
        reason=reason,
        based_on=based_on,
        by=by or cast.kasi,
        at=NOW,
    )


def inspect(cast, village, scores=None, *, client_key=None, by=None, **more):
    """The operator of the district looks at a village's books."""
    return actions.record_inspection(
        village=village,
        sheet=scores if isinstance(scores, Sheet) else sheet(scores, **more),
        client_key=client_key or uuid4(),
        by=by or cast.operator,
        at=NOW,
    )


def picture(colour=0, size=(4, 3)):
    """A picture in one shade of grey, as a PNG."""
    width, height = size

    def part(name, data):
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    lines = (b"\0" + bytes([colour]) * width) * height
    parts = part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def village_clerk(cast):
    """Someone who keeps records of Desa Kracak alone."""
    made = orgs.create_account(
        username="desa",
        full_name="Tarsih Wulandari",
        official=None,
        password=PASSWORD,
        by=cast.admin,
        at=AT,
    )
    orgs.assign_role(
        user=made.user,
        role=Role.VILLAGE_CLERK,
        org_unit=cast.village,
        starts_on=AT.date(),
        by=cast.admin,
        at=AT,
    )
    return made.user
