"""N-06, scaled down: many people do many different things to the same few records.

Told in a house of its own. Refusals are answers; everything else is an error and is counted.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection

from janji.agreements import actions as agreements
from janji.agreements import queries as agreement_queries
from janji.agreements.models import Agreement
from janji.calendars import actions as calendars
from janji.calendars import queries as calendar_queries
from janji.core.refusals import Refused
from janji.core.service_life import Stage
from janji.core.survey_life import PeriodDeed
from janji.indicators import actions as indicators
from janji.indicators.models import IndicatorVersion, OperationalDefinition
from janji.indicators.refreshing import refresh_facts
from janji.kit import audit
from janji.kit.editions import edition_of
from janji.orgs import actions as orgs
from janji.orgs.models import OrgUnitKind, RoleAssignment, User
from janji.orgs.roles import Role
from janji.registers.services import actions as services
from janji.registers.services.models import Complaint, Service, ServiceRequest
from janji.registers.survey import actions as survey
from janji.registers.survey.models import Invitation, Period, Response
from tests import cast as people
from tests.agreements import stories as agreement_stories
from tests.at_once import counting
from tests.at_once import world as worlds
from tests.at_once.world import World
from tests.registers import survey_stories
from tests.registers.counter import NOW, at, receive, service

Deed = Callable[[random.Random], object]


def deeds(world: World) -> dict[str, Deed]:
    """What can be done, by name; every deed reads how things stand and goes on from there."""
    edits = {
        name: lambda chance, edit=edit: edit.save(chance.randint(1, 9), edit.read()[1])
        for name, edit in counting.edits(world).items()
        if name not in {"appoint_official", "close_service"}
    }
    return {
        **edits,
        **_agreements(world),
        **_orgs(world),
        **_calendars(world),
        **_services(world),
        **_survey(world),
        "refresh_facts": lambda _: refresh_facts(as_of=NOW.date()),
    }


def _agreements(world: World) -> dict[str, Deed]:
    cast = world.cast

    def sign(_):
        draft = Agreement.objects.get(pk=world.draft.pk)
        digest = agreement_queries.content_digest(draft)
        return agreements.sign_as_first(agreement=draft, digest=digest, by=cast.camat, at=NOW)

    def propose(_):
        draft = Agreement.objects.get(pk=world.draft.pk)
        return agreement_stories.propose(draft, cast, at=NOW)

    def promise_another_year(chance):
        made = agreement_stories.propose(
            agreement_stories.complete_for(cast, chance.randint(2021, 2099)), cast
        )
        said = {"agreement": made, "digest": agreement_queries.content_digest(made), "at": NOW}
        agreements.sign_as_first(by=cast.camat, **said)
        return agreements.sign_as_second(by=cast.bupati, **said)

    def fill_some_sheet(chance):
        found = chance.choice(list(IndicatorVersion.objects.order_by("-pk")[:4]))
        return indicators.fill_sheet(
            version=found,
            entries=indicators.SheetEntries(owner=f"Seksi {chance.randint(1, 9)}"),
            based_on=found.edition,
            by=cast.kasi,
            at=NOW,
        )

    def definition(deed, **more):
        found = OperationalDefinition.objects.filter(version=world.version).first()
        return deed(definition=found, by=cast.camat, at=NOW, **more)

    return {
        "promise_another_year": promise_another_year,
        "fill_some_sheet": fill_some_sheet,
        "propose_agreement": propose,
        "sign_as_first": sign,
        "return_to_draft": lambda _: agreements.return_to_draft(
            agreement=world.draft, reason="Belum sesuai", by=cast.camat, at=NOW
        ),
        "sign_definition": lambda _: definition(
            indicators.sign_definition,
            based_on=edition_of(world.version.definitions.first()),
        ),
        "end_definition": lambda _: definition(indicators.end_definition, reason="Diganti"),
    }


def _orgs(world: World) -> dict[str, Deed]:
    cast = world.cast
    said = {"by": cast.admin, "at": NOW}

    def user():
        return User.objects.get(pk=cast.stranger.pk)

    def switch(_):
        found = user()
        deed = orgs.deactivate_account if found.is_active else orgs.reactivate_account
        return deed(user=found, based_on=found.edition, **said)

    def end_role(_):
        held = RoleAssignment.objects.filter(user=cast.stranger, role=Role.CLERK.value).last()
        return orgs.end_role(assignment=held, **said) if held else None

    return {
        "create_org_unit": lambda chance: orgs.create_org_unit(
            name=f"Seksi {chance.randint(1, 40)}",
            kind=OrgUnitKind.SECTION,
            parent=chance.choice([cast.district, cast.government]),
            region=None,
            address=None,
            contact=None,
            **said,
        ),
        "create_position": lambda chance: orgs.create_position(
            org_unit=cast.district,
            title=f"Jabatan {chance.randint(1, 40)}",
            is_head=chance.random() < 0.2,
            **said,
        ),
        "create_account": lambda chance: orgs.create_account(
            username=f"petugas{chance.randint(1, 40)}",
            full_name="Petugas Baru",
            official=None,
            password=people.PASSWORD,
            **said,
        ),
        "assign_role": lambda _: orgs.assign_role(
            user=cast.stranger,
            role=Role.CLERK,
            org_unit=cast.district,
            starts_on=NOW.date() - timedelta(9),
            **said,
        ),
        "end_role": end_role,
        "switch_account": switch,
        "reset_password": lambda _: orgs.reset_password(
            user=user(), based_on=user().edition, **said
        ),
    }


def _calendars(world: World) -> dict[str, Deed]:
    cast = world.cast

    def government_day(chance):
        day = date(2019, 12, chance.randint(2, 20))
        return calendars.set_day(
            org_unit=cast.government,
            day=day,
            kind="local",
            name="Hari jadi",
            opens=None,
            closes=None,
            basis=None,
            based_on=edition_of(calendar_queries.own_day(cast.government, day)),
            by=cast.admin,
            at=NOW,
        )

    def remove(_):
        known = calendar_queries.own_day(cast.district, worlds.DAY)
        return calendars.remove_day(
            org_unit=cast.district,
            day=worlds.DAY,
            based_on=edition_of(known),
            by=cast.camat,
            at=NOW,
        )

    return {
        "government_day": government_day,
        "remove_day": remove,
        "seed_calendar": lambda chance: calendars.seed_calendar(
            org_unit=chance.choice([cast.government, cast.district]),
            first_year=2019,
            last_year=2019,
            by=cast.admin,
            at=NOW,
        ),
        "verify_year": lambda _: calendars.verify_year(
            org_unit=cast.district, year=2019, basis="SKB", by=cast.camat, at=NOW
        ),
    }


def _services(world: World) -> dict[str, Deed]:
    cast, offered = world.cast, world.service
    quick = service(cast, "Legalisasi", limit=services_limit(), code="legalisasi")

    def some(chance):
        return chance.choice(list(ServiceRequest.objects.order_by("-pk")[:4]))

    def move(chance):
        found = some(chance)
        return services.move_request(
            request=found,
            to=chance.choice([Stage.CHECKING, Stage.IN_PROGRESS, Stage.FINISHED]),
            happened_at=NOW,
            based_on=found.edition,
            by=cast.operator,
            at=NOW,
        )

    def pause(chance):
        found = some(chance)
        said = {"request": found, "based_on": found.edition, "by": cast.operator, "at": NOW}
        if found.pauses.filter(ends_at=None).exists():
            return services.resume_request(ends_at=NOW, **said)
        reason = services.PauseReason("central_system", "Log gangguan")
        return services.pause_request(reason=reason, starts_at=NOW, **said)

    def complain(chance):
        return services.record_complaint(
            org_unit=cast.district,
            request=some(chance),
            channel="portal",
            content="Lama",
            received_on=NOW.date(),
            by=None,
            at=NOW,
        )

    def judge(chance):
        found = Complaint.objects.filter(resolved_on=None).last()
        said = {"complaint": found, "based_on": found.edition, "by": cast.kasi, "at": NOW}
        if chance.random() < 0.5:
            return services.decide_complaint(is_justified=True, **said)
        return services.resolve_complaint(resolution="Diganti", resolved_on=NOW.date(), **said)

    def switch(_):
        found = Service.objects.get(pk=quick.pk)
        said = {"service": found, "based_on": found.edition, "by": cast.kasi, "at": NOW}
        if found.active_until is None:
            return services.close_service(until=NOW.date(), **said)
        return services.reopen_service(**said)

    return {
        "receive_request": lambda chance: receive(
            cast, offered, at(12, chance.randint(20, 31), chance.randint(8, 14))
        ),
        "serve_at_once": lambda _: services.serve_at_once(
            service=quick,
            applicant=services.Applicant("Warga Cepat"),
            received_at=NOW,
            by=cast.operator,
            at=NOW,
        ),
        "move_request": move,
        "pause_request": pause,
        "record_complaint": complain,
        "judge_complaint": judge,
        "switch_service": switch,
        "add_service": lambda chance: service(cast, code=f"layanan-{chance.randint(1, 40)}"),
        "note_satisfaction": lambda chance: services.note_satisfaction(
            request=some(chance), total=30, count=9, by=None, at=NOW
        ),
    }


def services_limit():
    """A promise in minutes, so that it can be served at once."""
    return worlds.Limit(15, worlds.LimitUnit.MINUTES)


def _survey(world: World) -> dict[str, Deed]:
    cast = world.cast
    now = survey_stories.NOW

    def period():
        return Period.objects.get(pk=world.period.pk)

    def move(chance):
        found = period()
        said = {"period": found, "based_on": found.edition, "by": cast.kasi, "at": now}
        match chance.choice(["open", "close", "reopen", "publish", "withdraw", "scoring"]):
            case "publish":
                return survey.publish_period(place="Papan", **said)
            case "withdraw":
                return survey.withdraw_publication(reason="Keliru", **said)
            case "scoring":
                return survey.set_scoring(weighting_code="0.11", cutoffs_code="2017", **said)
            case deed:
                return survey.move_period(deed=PeriodDeed(deed), reason="Susulan", **said)

    def settle(chance):
        found = chance.choice(list(Response.objects.order_by("-pk")[:5]))
        return survey.settle_review(
            response=found,
            accept=chance.random() < 0.5,
            reason="Diperiksa",
            based_on=found.edition,
            by=cast.kasi,
            at=now,
        )

    def invite(_):
        request = ServiceRequest.objects.filter(stage=Stage.FINISHED.value).last()
        if request is None:
            return None
        made = survey.give_invitation(request=request, by=cast.operator, at=now)
        found = Invitation.objects.get(pk=made.pk)
        return survey.answer_invitation(invitation=found, filled=survey_stories.filled(), at=now)

    return {
        "enter_paper": lambda _: survey_stories.enter(cast, world.period, suggestion="Kursi"),
        "answer_survey": lambda chance: survey_stories.answer(
            world.period, draft_name=f"isian-{chance.randint(1, 10**9)}"
        ),
        "undo_entry": lambda _: survey.undo_entry(
            response=Response.objects.filter(recorded_by=cast.operator).latest("pk"),
            by=cast.operator,
            at=now,
        ),
        "move_period": move,
        "settle_some": settle,
        "invite": invite,
        "create_period": lambda chance: survey_stories.draft(
            cast,
            date(2020, 1, 1) + timedelta(30 * chance.randint(0, 20)),
            date(2020, 1, 20) + timedelta(30 * chance.randint(0, 20)),
            name="SKM lain",
        ),
        "add_plan": lambda _: survey.add_plan(
            period=world.period,
            activity=survey.Activity("WAKTU", "Kegiatan", 2019, 4, "Kasi"),
            by=cast.kasi,
            at=now,
        ),
    }


def hunt(world: World, people_count: int, enough: int, seed: int) -> dict[str, object]:
    """Everyone does whatever comes to mind until so many deeds are done or went wrong."""
    every = deeds(world)
    done: Counter[str] = Counter()
    errors: Counter[str] = Counter()

    def done_by_all() -> int:
        return sum(done[name] for name in every) + errors.total()

    def person(number: int) -> None:
        chance = random.Random(seed + number)  # noqa: S311 -- a story, no secret
        while done_by_all() < enough:
            name = chance.choice(list(every))
            try:
                every[name](chance)
            except Refused as refusal:
                done[f"{name}: {refusal.code}"] += 1
            except Exception as error:  # noqa: BLE001 -- what nobody expected is what we look for
                errors[f"{name}: {type(error).__name__}: {error}"[:300]] += 1
            else:
                done[name] += 1
        connection.close()

    threads = [threading.Thread(target=person, args=(number,)) for number in range(people_count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "done": {name: done[name] for name in every},
        "refused": {name: found for name, found in done.items() if ": " in name},
        "errors": errors,
    }


def stories(people_count: str, enough: str, seed: str) -> dict[str, object]:
    """A hunt, and whether the chain holds."""
    found = hunt(worlds.build(people.build()), int(people_count), int(enough), int(seed))
    return found | {"broken": list(audit.broken_links())}
