"""A village's Satlinmas as stories need it: members with their decree, events, who came."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from janji.core.linmas import Issuer
from janji.kit.persons import person_number
from janji.registers.catalogue import variables
from janji.registers.facts import keeping
from janji.registers.facts.keeping import Wanted
from janji.registers.linmas import actions
from janji.registers.linmas.intake import DecreeText, EventText, Particulars, ResultText
from janji.registers.variables import Scope

NOW = datetime(2019, 12, 31, 16, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
LATER = date(2020, 1, 1)
FIRST = date(2018, 1, 2)
NAMES = ("Sutarmi Wiyono", "Rasmin Handoko", "Turinah Utami", "Karsim Widodo", "Darsono Prayitno")
DEFAULTS = {term.code: term.default for one in variables().values() for term in one.terms}


def decree(number="141/07/2018", signed_on=FIRST, issuer=Issuer.POLICE_HEAD, **more):
    return DecreeText(number=number, signed_on=signed_on, issuer=issuer.value, **more)


def member(cast, name=NAMES[0], village=None, nik=None, decreed=None, by=None, at=NOW, **more):
    """Someone on the list of a village since 2 January 2018, with a decree of that day."""
    said = {"sex": "L", "starts_on": FIRST, "born_on": date(1980, 5, 17)} | more
    return actions.add_member(
        org_unit=village or cast.village,
        person=Particulars(name=name, number=person_number(nik) if nik else None, **said),
        decree=decreed or decree(),
        by=by or cast.operator,
        at=at,
    )


def event_text(held_on=date(2019, 3, 14), kind="guidance", hours=4, **more):
    said = {"title": "Pembinaan Satlinmas", "organiser": "district", "place": "Pendopo"} | more
    return EventText(kind=kind, held_on=held_on, hours=hours, **said)


def event(cast, held_on=date(2019, 3, 14), office=None, by=None, at=NOW, **more):
    return actions.add_event(
        org_unit=office or cast.district,
        text=event_text(held_on, **more),
        by=by or cast.operator,
        at=at,
    )


def tick(cast, happened, *members, village=None, by=None, at=NOW):
    """Those who came, of one village; whoever ticks has the event's newest edition on screen."""
    happened.refresh_from_db()
    return actions.set_attendance(
        event=happened,
        village=village or cast.village,
        present=[one.pk for one in members],
        based_on=happened.edition,
        by=by or cast.operator,
        at=at,
    )


def give(cast, training, scores):
    """Scores of those of Desa Kracak who came, by the member's key."""
    training.refresh_from_db()
    return actions.set_results(
        event=training,
        village=cast.village,
        results={key: ResultText(Decimal(score)) for key, score in scores.items()},
        based_on=training.edition,
        by=cast.operator,
        at=NOW,
    )


def cancel(cast, held):
    """An event that did not take place."""
    held.refresh_from_db()
    return actions.cancel_event(
        event=held, reason="Hujan", based_on=held.edition, by=cast.operator, at=NOW
    )


def value(office, code, window, as_of=LATER, **terms):
    """A variable as facts keep it; the rows must say the same."""
    chosen = DEFAULTS | terms
    variable = variables()[code]
    wanted = Wanted(variable, chosen)
    kept = keeping.read(office, window.year, [wanted], as_of=as_of).of(wanted, window)
    scope = Scope(office, window, chosen, as_of)
    assert kept == variable.value(scope) == variable.rows(scope).count()
    return kept


def correct(cast, one, **details):
    """A detail put right by someone who has the newest edition on screen."""
    return actions.correct_member(
        member=one,
        details=details,
        reason="Salah ketik",
        based_on=one.edition,
        by=cast.operator,
        at=NOW,
    )
