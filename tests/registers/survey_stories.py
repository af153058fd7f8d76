"""A survey as stories need it: a running period of the third quarter, and filled-in forms."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from janji.core.survey_life import PeriodDeed
from janji.registers.survey import actions
from janji.registers.survey.intake import Filled, Respondent

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2019, 8, 20, 10, 0, tzinfo=ZONE)
DAY = date(2019, 8, 20)
GOOD = (3, 4, 3, 4, 3, 4, 4, 3, 4)
THREES = (3,) * 9


def draft(cast, starts_on=date(2019, 7, 1), ends_on=date(2019, 9, 30), **more):
    """A survey that has not begun; 100 people were served unless something else is said."""
    return actions.create_period(
        org_unit=more.pop("org_unit", cast.district),
        name=more.pop("name", "SKM triwulan III 2019"),
        starts_on=starts_on,
        ends_on=ends_on,
        frequency=more.pop("frequency", "quarterly"),
        sampling=actions.Sampling(
            more.pop("method", "krejcie-morgan"), more.pop("population", 100)
        ),
        by=more.pop("by", cast.kasi),
        at=more.pop("at", NOW),
    )


def move(cast, period, deed, **more):
    """The survey goes on; whoever moves it has its newest edition on screen."""
    period.refresh_from_db()
    return actions.move_period(
        period=period,
        deed=deed,
        based_on=more.pop("based_on", period.edition),
        by=more.pop("by", cast.kasi),
        at=more.pop("at", NOW),
        **more,
    )


def running(cast, **more):
    """A survey that runs."""
    return move(cast, draft(cast, **more), PeriodDeed.OPEN)


def filled(answers=GOOD, day=DAY, suggestion=None, channel="paper", **who):
    """A filled-in form."""
    return Filled(tuple(answers), day, channel, Respondent(**who), suggestion)


def enter(cast, period, answers=GOOD, day=DAY, at=NOW, by=None, **more):
    """A paper form is typed in."""
    return actions.enter_paper(
        period=period, filled=filled(answers, day, **more), by=by or cast.operator, at=at
    )


def answer(period, answers=GOOD, draft_name="a", repeated=False, at=NOW, **more):
    """Somebody answers through the open form."""
    form = filled(answers, at.date(), channel=more.pop("channel", "link"), **more)
    return actions.answer_survey(
        period=period, filled=form, draft=draft_name, repeated=repeated, at=at
    )


def closed(cast, period):
    """The survey is closed."""
    return move(cast, period, PeriodDeed.CLOSE)


def publish(cast, period):
    """The result of a closed survey is published."""
    period.refresh_from_db()
    actions.publish_period(
        period=period, place="Papan ruang layanan", based_on=period.edition, by=cast.kasi, at=NOW
    )
    period.refresh_from_db()
    return period
