"""N-01: many people count up the same value, each upon what they have just read.

Told in a house of its own. For every kind of edit: how often it was accepted, what the others were
told, and how far the value came.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from janji.agreements import actions as agreements
from janji.agreements import queries as agreement_queries
from janji.agreements.models import Agreement
from janji.calendars import actions as calendars
from janji.calendars import queries as calendar_queries
from janji.core.refusals import Refused
from janji.core.workdays import Hours
from janji.indicators import actions as indicators
from janji.indicators.models import IndicatorVersion
from janji.kit import audit
from janji.kit.editions import edition_of
from janji.measurements import actions as measurements
from janji.measurements import queries as measurement_queries
from janji.orgs import actions as orgs
from janji.orgs import queries as org_queries
from janji.orgs.models import OrgUnit
from janji.registers.services import actions as services
from janji.registers.services.models import Service, ServiceRequest
from janji.registers.survey import actions as survey
from janji.registers.survey import queries as survey_queries
from janji.registers.survey.models import FollowUpPlan, Period, Response
from janji.registers.survey.questionnaire import standard_questions
from tests import cast as people
from tests.at_once import world as worlds
from tests.at_once.world import DAY, World
from tests.own_house import together
from tests.registers.counter import NOW, OPENED

FIRST = date(2019, 7, 2)


@dataclass(frozen=True, slots=True)
class Edit:
    """How a value is read together with its edition, and written upon an edition."""

    read: Callable[[], tuple[int, int | None]]
    save: Callable[[int, int | None], object]


def edits(world: World) -> dict[str, Edit]:
    """Every kind of value, by the action that changes it."""
    cast = world.cast
    return {
        **_orgs(world),
        **_agreements(world),
        **_indicators(world),
        **_services(world),
        **_survey(world),
        "set_day": Edit(
            lambda: _number(calendar_queries.own_day(cast.district, DAY), "name"),
            lambda value, seen: worlds.day_off(cast, str(value), based_on=seen),
        ),
        "set_hours": Edit(
            lambda: _minutes(calendar_queries.newest_hours(cast.district)),
            lambda value, seen: calendars.set_hours(
                org_unit=cast.district,
                week={0: Hours(time(8), time(9 + value // 60, value % 60))},
                based_on=seen,
                by=cast.camat,
                at=NOW,
            ),
        ),
    }


def _number(row, name: str) -> tuple[int, int | None]:
    """The number a row holds, 0 where there is none, and its edition."""
    said = getattr(row, name) if row else None
    return int(said) if str(said or "").isdigit() else 0, edition_of(row)


def _minutes(row) -> tuple[int, int | None]:
    return ((row.closes.hour - 9) * 60 + row.closes.minute if row else 0), edition_of(row)


def _orgs(world: World) -> dict[str, Edit]:
    cast = world.cast

    def holder() -> tuple[int, int | None]:
        found = org_queries.holding(world.post)
        return (found.starts_on - FIRST).days if found else 0, edition_of(found)

    return {
        "edit_org_unit": Edit(
            lambda: _number(OrgUnit.objects.get(pk=cast.district.pk), "contact"),
            lambda value, seen: orgs.edit_org_unit(
                org_unit=cast.district,
                name=cast.district.name,
                address=None,
                contact=str(value),
                based_on=seen,
                by=cast.admin,
                at=NOW,
            ),
        ),
        "appoint_official": Edit(
            holder,
            lambda value, seen: worlds.appoint(
                cast, world.post, f"Pejabat {value}", FIRST + timedelta(value), based_on=seen
            ),
        ),
    }


def _agreements(world: World) -> dict[str, Edit]:
    draft, by = world.draft, world.cast.perencana
    text = replace(agreement_queries.agreement_text(draft), year=2020)
    kept = [target.pk for target in agreement_queries.targets_of(draft)]
    path = worlds.stories.PLANS[3]

    def first_quarter() -> tuple[int, int | None]:
        found = agreement_queries.targets_of(draft)[3].quarter_targets.all()
        return int(found[0].value) if found else 0, Agreement.objects.get(pk=draft.pk).edition

    return {
        "rewrite_draft": Edit(
            lambda: _number(Agreement.objects.get(pk=draft.pk), "place"),
            lambda value, seen: agreements.rewrite_draft(
                agreement=draft,
                text=replace(text, place=str(value)),
                kept=kept,
                based_on=seen,
                by=by,
                at=NOW,
            ),
        ),
        "set_measuring_plans": Edit(
            first_quarter,
            lambda value, seen: agreements.set_measuring_plans(
                agreement=draft,
                plans={
                    kept[3]: replace(path, quarter_targets=(Decimal(value), *[Decimal(95)] * 3))
                },
                based_on=seen,
                by=by,
                at=NOW,
            ),
        ),
        "record_actual": Edit(
            lambda: _number(measurement_queries.latest(world.target, 1), "value"),
            lambda value, seen: measurements.record_actual(
                target=world.target,
                quarter=1,
                figure=measurements.EnteredFigure(value=Decimal(value)),
                notes=None,
                evidence=(),
                based_on=seen,
                by=world.cast.operator,
                at=NOW,
            ),
        ),
        "set_scoring": Edit(
            lambda: _cap(measurement_queries.own_scoring(world.cast.district, 2019)),
            lambda value, seen: measurements.set_scoring(
                org_unit=world.cast.district,
                from_year=2019,
                cap=Decimal(100 + value),
                band_set="madiun",
                based_on=seen,
                by=world.cast.bupati,
                at=NOW,
            ),
        ),
    }


def _cap(row) -> tuple[int, int | None]:
    return int(row.cap) - 100 if row else 0, edition_of(row)


def _indicators(world: World) -> dict[str, Edit]:
    version = world.version
    return {
        "fill_sheet": Edit(
            lambda: _number(IndicatorVersion.objects.get(pk=version.pk), "owner"),
            lambda value, seen: indicators.fill_sheet(
                version=version,
                entries=indicators.SheetEntries(owner=str(value)),
                based_on=seen,
                by=world.cast.kasi,
                at=NOW,
            ),
        ),
        "draft_definition": Edit(
            lambda: _number(version.definitions.first(), "wording"),
            lambda value, seen: worlds.define(
                world.cast, version, based_on=seen, wording=str(value)
            ),
        ),
    }


def _services(world: World) -> dict[str, Edit]:
    offered, request, by = world.service, world.request, world.cast.kasi

    def closing() -> tuple[int, int | None]:
        found = Service.objects.get(pk=offered.pk)
        day = found.active_until or OPENED
        return (day - OPENED).days, found.edition

    def standard() -> tuple[int, int | None]:
        found = offered.standards.first()
        return found.version - 1, edition_of(found)

    return {
        "close_service": Edit(
            closing,
            lambda value, seen: services.close_service(
                service=offered, until=OPENED + timedelta(value), based_on=seen, by=by, at=NOW
            ),
        ),
        "set_standard": Edit(
            standard,
            lambda value, seen: services.set_standard(
                service=offered,
                promise=worlds.promise(),
                holds_from=OPENED + timedelta(value),
                based_on=seen,
                by=by,
                at=NOW,
            ),
        ),
        "correct_request": Edit(
            lambda: _number(ServiceRequest.objects.get(pk=request.pk), "people"),
            lambda value, seen: services.correct_request(
                request=request,
                details={"people": value},
                reason="Salah hitung",
                based_on=seen,
                by=by,
                at=NOW,
            ),
        ),
    }


def _survey(world: World) -> dict[str, Edit]:
    period, response, plan, by = world.period, world.response, world.plan, world.cast.kasi
    district = world.cast.district
    said = {"by": by, "at": NOW}
    return {
        "set_population": Edit(
            lambda: _number(Period.objects.get(pk=period.pk), "population"),
            lambda value, seen: survey.set_population(
                period=period, sampling=survey.Sampling("slovin", value), based_on=seen, **said
            ),
        ),
        "set_instrument": Edit(
            lambda: _number(survey_queries.newest_instrument(district), "name"),
            lambda value, seen: survey.set_instrument(
                org_unit=district,
                name=str(value),
                source="Keputusan Camat",
                status="design",
                max_blank=1,
                questions=standard_questions(),
                based_on=seen,
                **said,
            ),
        ),
        "update_plan": Edit(
            lambda: _number(FollowUpPlan.objects.get(pk=plan.pk), "evidence"),
            lambda value, seen: survey.update_plan(
                plan=plan, state="running", evidence=str(value), based_on=seen, **said
            ),
        ),
        "handle_suggestion": Edit(
            lambda: _number(survey_queries.follow_up_of(response), "notes"),
            lambda value, seen: survey.handle_suggestion(
                response=response,
                element=None,
                state="running",
                notes=str(value),
                based_on=seen,
                **said,
            ),
        ),
        "settle_review": Edit(
            lambda: _number(Response.objects.get(pk=response.pk), "review_reason"),
            lambda value, seen: survey.settle_review(
                response=response, accept=False, reason=str(value), based_on=seen, **said
            ),
        ),
    }


def count_up(edit: Edit, clients: int, tries: int) -> dict[str, object]:
    """Clients who read, add one and save, some tries each, without waiting for one another."""
    before, _ = edit.read()

    def client() -> str:
        accepted = 0
        answers: list[str] = []
        for _ in range(tries):
            value, seen = edit.read()
            try:
                edit.save(value + 1, seen)
            except Refused as refusal:
                answers.append(refusal.code)
            else:
                accepted += 1
        return " ".join([*["saved"] * accepted, *answers])

    answers = Counter(word for said in together([client] * clients) for word in said.split())
    return {"answers": answers, "gained": edit.read()[0] - before}


def stories(kinds: str, clients: str, tries: str) -> dict[str, object]:
    """Some kinds of edits (`all` is every one), one after another, and whether the chain holds."""
    every = edits(worlds.build(people.build()))
    chosen = every if kinds == "all" else {kinds: every[kinds]}
    found = {name: count_up(edit, int(clients), int(tries)) for name, edit in chosen.items()}
    return {"edits": found, "broken": list(audit.broken_links())}
