"""Bodies and forums as stories need them: a village's RT, its plan, its agenda, its chair at a forum."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from janji.core.attendance import AttendingRole
from janji.registers.communities import actions
from janji.registers.communities.intake import Body, Officer
from janji.registers.musrenbang import actions as forums
from janji.registers.musrenbang.intake import Present

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2019, 12, 31, 16, 0, tzinfo=ZONE)
FOUNDED = date(2010, 5, 1)


def body(cast, name="RT 03/02", kind="rt", founded_on=FOUNDED, village=None, parent=None):
    """A body of Desa Kracak unless another village is said."""
    return actions.add_community(
        org_unit=village or cast.village,
        body=Body(kind, name, parent, founded_on),
        by=cast.operator,
        at=NOW,
    )


def plan(cast, of, set_on=date(2019, 1, 12), document="Keputusan 1/2019", year=2019, **more):
    """The plan of a year for the first time."""
    return actions.set_work_plan(
        community=of,
        planned=actions.Planned(year, set_on, document=document),
        based_on=more.pop("based_on", None),
        by=cast.operator,
        at=NOW,
    )


def add(cast, of, name, added_on=None, month=6):
    """Something on the agenda."""
    return actions.add_activity(
        plan=of, name=name, month=month, added_on=added_on, by=cast.operator, at=NOW
    )


def carry_out(cast, activity, day=date(2019, 6, 15), evidence="Foto kegiatan", state="done"):
    """It was done on a day."""
    return actions.settle_activity(
        activity=activity,
        state=state,
        day=day,
        evidence=evidence,
        based_on=activity.edition,
        by=cast.operator,
        at=NOW,
    )


def agenda(cast, of, planned, done, day=date(2019, 6, 15)):
    """So many planned activities, of which the first ones were done."""
    for number in range(planned):
        made = add(cast, of, f"Kegiatan {number + 1}")
        if number < done:
            carry_out(cast, made, day)


def forum(cast, kind="MUSRENBANGDES", day=date(2019, 1, 22), office=None, **more):
    """A forum in Desa Kracak unless another office is said."""
    said = forums.Held(kind, more.pop("plan_year", 2020), day, more.pop("venue", "Balai desa"))
    return forums.add_forum(org_unit=office or cast.village, said=said, by=cast.operator, at=NOW)


def attend(cast, at_forum, of=None, role=AttendingRole.CHAIR, sign="ttd", **more):
    """Someone came, for a body."""
    present = Present(
        name=more.pop("name", "Sukirno Hadi"),
        sex=more.pop("sex", "l"),
        group=more.pop("group", "lkd"),
        community=of,
        role=role,
        sign=sign,
        village=more.pop("village", None),
        body=more.pop("body", None),
    )
    return forums.enter_attendance(
        forum=at_forum,
        present=present,
        from_paper=more.pop("from_paper", False),
        by=more.pop("by", cast.operator),
        at=NOW,
    )


def officer(cast, of, name="Sukirno Hadi", post="ketua", starts_on=date(2017, 4, 1), **more):
    """Someone takes up a post."""
    return actions.appoint_officer(
        community=of, officer=Officer(post, name, starts_on, **more), by=cast.operator, at=NOW
    )


def change_status(cast, of, status, day, reason="Musyawarah warga"):
    """A body is frozen, dissolved or registered again."""
    of.refresh_from_db()
    return actions.set_status(
        community=of,
        status=status,
        day=day,
        reason=reason,
        based_on=of.edition,
        by=cast.operator,
        at=NOW,
    )


def active_body(cast, name="RT 03/02", at_forum=None, **more):
    """Example 1 of §4.3: 3 of 5 done, the chair at the village's forum."""
    made = body(cast, name, **more)
    agenda(cast, plan(cast, made), 5, 3)
    attend(cast, at_forum or forum(cast), made)
    return made
