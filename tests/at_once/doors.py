"""Every door behind which something is changed: who comes first, who comes second, what differs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import reverse

from janji.agreements import actions as agreement_actions
from janji.agreements import queries as agreements
from janji.agreements.models import Agreement
from janji.budgets import actions as budgets
from janji.budgets.models import BudgetDocument, BudgetLine, BudgetNode, Spending
from janji.calendars import queries as calendars
from janji.core.survey_life import PeriodDeed
from janji.evaluation import actions as evaluation
from janji.evaluation import queries as evaluations
from janji.evaluation.models import EvaluationChoice, MidTermTarget
from janji.indicators.models import IndicatorVersion
from janji.kit.editions import afresh, edition_of
from janji.measurements import queries as measurements
from janji.measurements.models import OfficeQuarter
from janji.notices import actions as notices
from janji.notices.models import MailChoice
from janji.orgs import actions as orgs_actions
from janji.orgs import queries as orgs
from janji.orgs.models import OrgUnit, User
from janji.orgs.roles import Role
from janji.registers.communities.models import Activity, Community, Tenure, WorkPlan
from janji.registers.figures.models import Entry, Figure
from janji.registers.land_tax.models import Bill, Recap, TaxYear
from janji.registers.linmas.models import Event, Member, Result
from janji.registers.musrenbang.models import Criterion, Forum, Proposal
from janji.registers.self_help.models import FinanceUnit, Group, GroupMember, Record
from janji.registers.services import actions as services
from janji.registers.services.models import Complaint, RequestPause, Service, ServiceRequest
from janji.registers.survey import actions as survey
from janji.registers.survey import queries as surveys
from janji.registers.survey.models import FollowUpPlan, Period, Response
from janji.registers.village_budgets.models import BudgetCycle, Evaluation, HandedIn, Visit
from janji.registers.villages import actions as villages
from janji.registers.villages.models import Finding, Inspection, Village
from janji.rewards import actions as rewards
from janji.rewards.models import PaperDelivery, RewardRule
from janji.supervision.models import Finding as SupervisionFinding
from janji.supervision.models import FollowUp, Message, Review, Thread
from tests.at_once import world as worlds
from tests.at_once.world import DAY, World
from tests.budgets import stories as office_budgets
from tests.evaluation import stories as evaluation_stories
from tests.measurements import quarters
from tests.registers import (
    budget_stories,
    community_stories,
    figure_stories,
    linmas_stories,
    proposal_stories,
    self_help_stories,
    survey_stories,
    tax_objects,
    village_books,
    villages_tax,
)
from tests.registers.counter import NOW, at
from tests.rewards import stories as reward_stories
from tests.supervision import stories as supervision_stories

OFFICE = "kecamatan-ajibarang"
Change = Callable[[World], object]
Fields = dict[str, Any] | Callable[[World], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Door:
    """A page with a button, and two people before it who both opened it.

    `first` is what the first one changes, through the same form or by another deed. `second` is what
    the second one types. `differs` is the row they are shown; `after` is what stands in the end.
    """

    page: Callable[[World], str]
    button: str
    people: tuple[str, str]
    first: Fields | Change
    second: Fields
    differs: tuple[str, str, str] | None
    stands: Callable[[World], object]
    after: object
    before: Change | None = None
    afterwards: Fields = field(default_factory=dict)
    may_repeat: bool = True
    by_form: bool = True


def at_page(name: str, *arguments: Callable[[World], Any], query: str = "") -> Any:
    """The address of a page about something of the world."""
    return lambda world: reverse(name, args=[one(world) for one in arguments]) + query


def office(_: World) -> str:
    return OFFICE


ADMINS = ("inspektorat", "admin")
PLANNERS = ("camat", "perencana")
SECTION = ("perencana", "kasi")
CLERKS = ("operator", "kasi")
BUDGET_LINE = "7.01.01.2.06.0001"
STRANGER = at_page("orgs:account", lambda world: world.cast.stranger.pk)
DRAFT = lambda world: world.draft.pk  # noqa: E731 -- a word for a table
REQUEST = lambda world: world.request.pk  # noqa: E731
PERIOD = lambda world: world.period.pk  # noqa: E731
SERVICE = lambda world: world.service.pk  # noqa: E731
COMMUNITY = lambda _: Community.objects.get().pk  # noqa: E731
PROPOSAL = lambda _: Proposal.objects.get().pk  # noqa: E731


QUARTER = at_page("measurements:quarter", office, lambda _: 2019, lambda _: 1)
WAY = ("submit", "verify", "approve", "accept", "lock")
"""How a quarter goes on, from hand to hand."""


def _quarter_state(_: World) -> str:
    return OfficeQuarter.objects.get().state


def _go_on(world: World, first: str, last: str) -> None:
    """The deeds of a quarter from one to another."""
    for deed in WAY[WAY.index(first) : WAY.index(last) + 1]:
        if deed == "submit":
            quarters.submit(world.cast)
        else:
            quarters.move(world.cast, deed)


def _brought_to(last: str) -> Change:
    """The first quarter is filled and has come so far."""

    def bring(world: World) -> None:
        quarters.fill(world.cast, agreements.targets_of(world.promised))
        _go_on(world, "submit", last)

    return bring


def _back_and_again(back: str, by: str, last: str) -> Change:
    """Someone sent it back, and by now it has come as far again."""

    def repeat(world: World) -> None:
        quarters.move(world.cast, back, by=getattr(world.cast, by))
        _go_on(world, "submit", last)

    return repeat


def _returned(world: World) -> None:
    _brought_to("submit")(world)
    quarters.move(world.cast, "return")


def _submitted_and_returned(world: World) -> None:
    quarters.submit(world.cast)
    quarters.move(world.cast, "return")


def _fourth(world: World) -> Any:
    return agreements.targets_of(world.draft)[3]


def _rewrite(world: World) -> object:
    draft = afresh(world.draft)
    return agreement_actions.rewrite_draft(
        agreement=draft,
        text=replace(agreements.agreement_text(draft), place="Sokaraja"),
        kept=[target.pk for target in agreements.targets_of(draft)],
        based_on=draft.edition,
        by=world.cast.perencana,
        at=NOW,
    )


def _kept_budget(world: World) -> Any:
    """A draft of the office's budget, which two planners keep."""
    worlds.orgs.assign_role(
        user=world.cast.kasi,
        role=Role.PLANNER,
        org_unit=world.cast.district,
        starts_on=DAY,
        by=world.cast.admin,
        at=NOW,
    )
    return office_budgets.draft(world.cast)


def _budget() -> BudgetDocument:
    return BudgetDocument.objects.select_related("org_unit").get()


def _number_budget(world: World) -> object:
    budget = _budget()
    return budgets.describe_document(
        document=budget,
        number="DPA/2",
        printed_total=budget.printed_total,
        based_on=budget.edition,
        by=world.cast.perencana,
        at=NOW,
    )


def _approve_budget(world: World) -> object:
    return office_budgets.approve(world.cast, _budget(), at=NOW)


def _approve_budget_again(world: World) -> object:
    budget = _budget()
    budgets.reopen_document(
        document=budget,
        reason="Keliru",
        based_on=budget.edition,
        by=world.cast.perencana,
        at=NOW,
    )
    return _approve_budget(world)


def _cheapen_line(world: World) -> object:
    line = BudgetLine.objects.get(code=BUDGET_LINE)
    return budgets.change_line(
        line=line,
        name=line.name,
        amount=line.amount + 1,
        based_on=line.edition,
        by=world.cast.perencana,
        at=NOW,
    )


def _with_spending(world: World) -> object:
    _kept_budget(world)
    _approve_budget(world)
    return office_budgets.record(world.cast, office_budgets.spent(BUDGET_LINE, 2, "100"))


def at_budget(name: str, *more: object) -> Any:
    """The address of a page about the office's budget of 2019."""
    return lambda _: reverse(f"budgets:{name}", args=[OFFICE, 2019, *more])


def _propose(world: World) -> object:
    draft = afresh(world.draft)
    return agreement_actions.propose_agreement(
        agreement=draft, based_on=draft.edition, by=world.cast.perencana, at=NOW
    )


def _propose_anew(world: World) -> object:
    """Taken back, changed, and put before the parties again."""
    agreement_actions.return_to_draft(
        agreement=afresh(world.draft), reason="Tempat keliru", by=world.cast.perencana, at=NOW
    )
    _rewrite(world)
    return _propose(world)


def _note_budget(world: World) -> object:
    promised = afresh(world.promised)
    return agreement_actions.note_budget_day(
        agreement=promised,
        approved_on=date(2019, 1, 4),
        based_on=promised.edition,
        by=world.cast.perencana,
        at=NOW,
    )


def _halves(world: World, first: int) -> dict[str, Any]:
    """Weights of the two objectives of an agreement."""
    one, other = (block.pk for block, _ in evaluations.blocks_of(world.promised))
    return {f"o{one}": str(first), f"o{other}": str(100 - first), "reason": "Rapat"}


def _points(best: int) -> dict[str, Any]:
    """A grid of numbers."""
    scores = zip((100, 90, 80, 70, 60), (best, 85, 80, 75, 70), strict=True)
    return {f"p{score}": str(value) for score, value in scores} | {"reason": "Rapat"}


def _day_grid(world: World) -> object:
    days = [date(2019, 12, day) for day in range(1, 6)]
    return evaluation_stories.grid(world.target, *days, by=world.cast.bupati)


def _evaluate(world: World) -> object:
    """The evaluator's text, upon the draft that stands."""
    draft = evaluations.draft_of(world.promised, 4)
    return evaluation.write_evaluation(
        agreement=world.promised,
        quarter=4,
        notes="Baik",
        recommendations=None,
        based_on=edition_of(draft),
        by=world.cast.evaluator,
        at=NOW,
    )


def _evaluated(world: World) -> object:
    """A figure, and an evaluation that waits to be published."""
    evaluation_stories.record(world.target, 4, "82", by=world.cast.operator)
    return _evaluate(world)


def _draft_budget(world: World) -> BudgetCycle:
    """A village's amended budget that waits for its result."""
    return budget_stories.cycle(world.cast, **budget_stories.RECEIVED)


def _visited(world: World) -> object:
    """A visit that found something."""
    return budget_stories.visit(world.cast, findings="Kuitansi belum ada")


def _assess(world: World) -> object:
    """A village's land tax, with one recap."""
    villages_tax.opened(world.cast)
    return villages_tax.record(world.cast, villages_tax.JUNE[0], 400)


def _open_tax_year(world: World) -> object:
    return villages_tax.opened(world.cast)


def _issue_bill(world: World) -> object:
    """A village's land tax kept by objects, with one bill."""
    tax_objects.by_objects(world.cast)
    return tax_objects.bill(world.cast)


def _correct(world: World) -> object:
    one = afresh(world.request)
    return services.correct_request(
        request=one,
        details={"people": one.people + 1},
        reason="Salah hitung",
        based_on=one.edition,
        by=world.cast.operator,
        at=NOW,
    )


def _pause(world: World) -> object:
    one = afresh(world.request)
    reason = services.PauseReason("central_system", "Log gangguan")
    return services.pause_request(
        request=one,
        reason=reason,
        starts_at=at(7, 2),
        based_on=one.edition,
        by=world.cast.operator,
        at=NOW,
    )


def _the_rule(_: World) -> Any:
    return RewardRule.objects.get(version=1).pk


def _two_keepers(world: World) -> object:
    """A draft of the supervisor, and a second keeper of rules."""
    cast = world.cast
    orgs_actions.assign_role(
        user=cast.inspektorat,
        role=Role.SUPERVISOR,
        org_unit=cast.government,
        starts_on=reward_stories.FOUNDED.date(),
        by=cast.admin,
        at=reward_stories.FOUNDED,
    )
    return reward_stories.rule(cast)


def _active_rule(world: World) -> object:
    return reward_stories.active(world.cast)


def _end_rule(world: World) -> object:
    one = RewardRule.objects.get()
    return rewards.end_rule(
        rule=one, because="Perbup dicabut", based_on=one.edition, by=world.cast.bupati, at=NOW
    )


def _body(world: World) -> Any:
    return community_stories.body(world.cast)


def _verify(world: World) -> object:
    one = Proposal.objects.get()
    verifying = proposal_stories.S.VERIFYING
    return proposal_stories.move(world.cast, one, verifying, by=world.cast.perencana)


def _verified(world: World) -> object:
    proposal_stories.propose(world.cast)
    return _verify(world)


def _accepted(world: World) -> object:
    one = proposal_stories.propose(world.cast)
    return proposal_stories.bring_to(world.cast, one, proposal_stories.S.ACCEPTED)


def _activity(world: World) -> object:
    made = _body(world)
    return community_stories.add(
        world.cast, community_stories.plan(world.cast, made), "Kerja bakti"
    )


def _self_help_group(world: World) -> Any:
    return self_help_stories.group(world.cast)


def _group_record(world: World) -> object:
    return self_help_stories.record(world.cast, _self_help_group(world), date(2019, 5, 6))


def _decide(world: World) -> object:
    one = afresh(world.complaint)
    return services.decide_complaint(
        complaint=one, is_justified=True, based_on=one.edition, by=world.cast.perencana, at=NOW
    )


def _close(world: World) -> object:
    one = afresh(world.service)
    return services.close_service(
        service=one, until=NOW.date(), based_on=one.edition, by=world.cast.perencana, at=NOW
    )


def _reopen(world: World) -> object:
    one = afresh(world.service)
    return services.reopen_service(
        service=one, based_on=one.edition, by=world.cast.perencana, at=NOW
    )


def _reweigh(world: World) -> object:
    one = afresh(world.period)
    return survey.set_scoring(
        period=one,
        weighting_code="0.11",
        cutoffs_code="2017",
        based_on=one.edition,
        by=world.cast.perencana,
        at=NOW,
    )


def _publish(world: World) -> object:
    survey_stories.closed(world.cast, world.period)
    return survey_stories.publish(world.cast, world.period)


def _redraft(world: World) -> object:
    seen = edition_of(world.version.definitions.first())
    return worlds.define(world.cast, world.version, based_on=seen, wording="Kata lain")


def _switch_off(world: World) -> object:
    one = afresh(world.cast.stranger)
    return worlds.orgs.deactivate_account(
        user=one, based_on=one.edition, by=world.cast.inspektorat, at=NOW
    )


def _switch_on(world: World) -> object:
    one = afresh(world.cast.stranger)
    return worlds.orgs.reactivate_account(
        user=one, based_on=one.edition, by=world.cast.inspektorat, at=NOW
    )


def _inspected(world: World) -> object:
    """The books of Desa Kracak, and something to put right there."""
    made = village_books.inspect(world.cast, village_books.listed(world.cast)["Desa Kracak"])
    return villages.record_finding(
        inspection=made,
        book="C.4",
        content="Kas umum belum ditutup",
        due_on=date(2019, 7, 20),
        by=world.cast.operator,
        at=NOW,
    )


def _with_member(world: World) -> object:
    return linmas_stories.member(world.cast, "Sutarmi Wiyono")


def _with_figure(world: World) -> object:
    return figure_stories.define(world.cast)


def _with_entry(world: World) -> object:
    return figure_stories.enter(world.cast, figure_stories.define(world.cast), tw1="70")


def _the_figure(_: World) -> Any:
    return Figure.objects.get().pk


def _the_entry(_: World) -> Any:
    return Entry.objects.get().pk


def _with_attendant(world: World) -> object:
    _with_member(world)
    return linmas_stories.event(world.cast)


def _tick(world: World) -> object:
    return linmas_stories.tick(world.cast, Event.objects.get(), Member.objects.get())


def _with_cancelled(world: World) -> object:
    return linmas_stories.cancel(world.cast, _with_attendant(world))


def _with_trained(world: World) -> object:
    _with_member(world)
    linmas_stories.event(world.cast, kind="training")
    return _tick(world)


def _give(world: World) -> object:
    return linmas_stories.give(world.cast, Event.objects.get(), {_the_member(world): 80})


def _score(world: World) -> dict[str, Any]:
    return {f"score-{_the_member(world)}": "90"}


def _correct_member(world: World) -> object:
    return linmas_stories.correct(world.cast, Member.objects.get(), card_number="KTA-1")


def _the_member(_: World) -> Any:
    return Member.objects.get().pk


def _the_event(_: World) -> Any:
    return Event.objects.get().pk


def _the_finding(_: World) -> Any:
    return SupervisionFinding.objects.get().pk


def _followed_up(world: World) -> object:
    finding = supervision_stories.raise_finding(world.cast)
    return supervision_stories.follow_up(world.cast, finding)


def _give_back(world: World) -> object:
    finding = SupervisionFinding.objects.get()
    return supervision_stories.give_back(world.cast, finding, by=world.cast.bupati)


def _decrees(_: World) -> object:
    standing = Member.objects.get().decrees.filter(withdrawn_at=None)
    return list(standing.values_list("number", flat=True))


DECREE = {"number": "141/9/2019", "signed_on": "02-09-2019", "kind": "appointment"}


DOORS: dict[str, Door] = {
    "supervision.answer_thread": Door(
        page=at_page("supervision:answer", lambda _: Thread.objects.get().pk),
        button="Kirim jawaban",
        people=("camat", "perencana"),
        first={"text": "Panen mundur"},
        second={"text": "Panen mundur dua pekan"},
        differs=None,
        stands=lambda _: Message.objects.last().text,
        after="Panen mundur dua pekan",
        before=lambda world: supervision_stories.ask(world.cast),
    ),
    "supervision.ask_again": Door(
        page=at_page("supervision:ask-again", lambda _: Thread.objects.get().pk),
        button="Kirim",
        people=("bupati", "pengawas"),
        first={"text": "Kelompok mana?", "due_on": "30-12-2099"},
        second={"text": "Berapa kelompok?", "due_on": "31-12-2099"},
        differs=("Dijawab paling lambat", "30 Desember 2099", "31 Desember 2099"),
        stands=lambda _: Message.objects.last().text,
        after="Berapa kelompok?",
        before=lambda world: supervision_stories.ask(world.cast),
    ),
    "supervision.close_thread": Door(
        page=at_page("supervision:thread", lambda _: Thread.objects.get().pk),
        button="Tutup",
        people=("perencana", "bupati"),
        first=lambda world: supervision_stories.answer(world.cast, Thread.objects.get()),
        second={},
        differs=None,
        stands=lambda _: Thread.objects.get().state,
        after="closed",
        before=lambda world: supervision_stories.ask(world.cast),
        by_form=False,
    ),
    "supervision.follow_up_finding": Door(
        page=at_page("supervision:follow-up", _the_finding),
        button="Kirim tindak lanjut",
        people=("camat", "kasi"),
        first={"text": "Sudah dicocokkan"},
        second={"text": "Dicocokkan kemarin"},
        differs=None,
        stands=lambda _: FollowUp.objects.last().text if FollowUp.objects.exists() else None,
        after="Sudah dicocokkan",
        before=lambda world: supervision_stories.raise_finding(world.cast),
        may_repeat=False,
    ),
    "supervision.accept_follow_up": Door(
        page=at_page("supervision:accept", _the_finding),
        button="Terima",
        people=("bupati", "pengawas"),
        first=_give_back,
        second={"remark": "Baik"},
        differs=None,
        stands=lambda _: SupervisionFinding.objects.get().state,
        after="returned",
        before=_followed_up,
        may_repeat=False,
    ),
    "supervision.return_follow_up": Door(
        page=at_page("supervision:return", _the_finding),
        button="Kembalikan",
        people=("bupati", "pengawas"),
        first=lambda world: supervision_stories.accept(
            world.cast, SupervisionFinding.objects.get(), by=world.cast.bupati
        ),
        second={"reason": "Belum lengkap", "due_on": "31-12-2099"},
        differs=None,
        stands=lambda _: SupervisionFinding.objects.get().state,
        after="accepted",
        before=_followed_up,
        may_repeat=False,
    ),
    "supervision.withdraw_finding": Door(
        page=at_page("supervision:withdraw", _the_finding),
        button="Tarik temuan",
        people=("kasi", "pengawas"),
        first=lambda world: supervision_stories.follow_up(
            world.cast, SupervisionFinding.objects.get()
        ),
        second={"reason": "Salah kantor"},
        differs=None,
        stands=lambda _: SupervisionFinding.objects.get().state,
        after="withdrawn",
        before=lambda world: supervision_stories.raise_finding(world.cast),
    ),
    "supervision.write_review": Door(
        page=at_page("supervision:review", office, lambda _: 2019, lambda _: 2),
        button="Simpan catatan",
        people=("bupati", "perencana"),
        first={"place": "Aula", "driving": "Penyuluh baru"},
        second={"place": "Pendapa", "driving": "Penyuluh baru"},
        differs=("Tempat", "Aula", "Pendapa"),
        stands=lambda _: list(Review.objects.values_list("place", "driving")),
        after=[("Pendapa", "Penyuluh baru")],
    ),
    "notices.choose_mail": Door(
        page=at_page("notices:mail"),
        button="Simpan pilihan",
        people=("camat", "camat"),
        first={"frequency": "daily", "address": "kantor@contoh.go.id"},
        second={"frequency": "at_once", "address": "kantor@contoh.go.id"},
        differs=("Kirim e-mail", "Satu ringkasan setiap pagi", "Setiap pemberitahuan"),
        stands=lambda _: MailChoice.objects.get().frequency,
        after="at_once",
        before=lambda world: notices.choose_mail(
            address="kantor@contoh.go.id",
            frequency="never",
            based_on=None,
            by=world.cast.camat,
            at=NOW,
        ),
    ),
    "orgs.edit_org_unit": Door(
        page=at_page("orgs:edit-office", office),
        button="Simpan",
        people=ADMINS,
        first={"contact": "satu@banyumas.example"},
        second={"contact": "dua@banyumas.example"},
        differs=(
            "Situs dan surel pada kop surat",
            "satu@banyumas.example",
            "dua@banyumas.example",
        ),
        stands=lambda world: OrgUnit.objects.get(pk=world.cast.district.pk).contact,
        after="dua@banyumas.example",
    ),
    "orgs.appoint_official": Door(
        page=at_page("orgs:appoint", lambda world: world.post.pk),
        button="Tetapkan",
        people=ADMINS,
        first={"name": "Budi Hartono", "starts_on": "2019-05-01"},
        second={"name": "Ani Rahayu", "starts_on": "2019-06-01"},
        differs=("Mulai menjabat", "1 Mei 2019", "1 Juni 2019"),
        stands=lambda world: orgs.holding(world.post).official.name,
        after="Ani Rahayu",
    ),
    "orgs.reset_password": Door(
        page=STRANGER,
        button="Buat kata sandi sekali pakai",
        people=ADMINS,
        first={},
        second={},
        differs=None,
        stands=lambda world: User.objects.get(pk=world.cast.stranger.pk).edition,
        after=3,
        by_form=False,
    ),
    "orgs.deactivate_account": Door(
        page=STRANGER,
        button="Nonaktifkan",
        people=ADMINS,
        first={},
        second={},
        differs=None,
        stands=lambda world: User.objects.get(pk=world.cast.stranger.pk).is_active,
        after=False,
        may_repeat=False,
    ),
    "orgs.reactivate_account": Door(
        before=_switch_off,
        page=STRANGER,
        button="Aktifkan",
        people=ADMINS,
        first=_switch_on,
        second={},
        differs=None,
        stands=lambda world: User.objects.get(pk=world.cast.stranger.pk).is_active,
        after=True,
        may_repeat=False,
    ),
    "calendars.set_day": Door(
        before=lambda world: worlds.day_off(world.cast, "Hari jadi"),
        page=at_page("calendars:year", office, lambda _: 2019, query="?tanggal=2019-02-22"),
        button="Simpan hari",
        people=("admin", "camat"),
        first={"name": "Hari Jadi Banyumas"},
        second={"name": "Hari Jadi Kabupaten"},
        differs=("Nama", "Hari Jadi Banyumas", "Hari Jadi Kabupaten"),
        stands=lambda world: calendars.own_day(world.cast.district, DAY).name,
        after="Hari Jadi Kabupaten",
    ),
    "calendars.remove_day": Door(
        before=lambda world: worlds.day_off(world.cast, "Hari jadi"),
        page=at_page("calendars:year", office, lambda _: 2019),
        button="Hapus",
        people=("camat", "admin"),
        first=lambda world: worlds.day_off(
            world.cast,
            "Hari jadi yang lain",
            based_on=edition_of(calendars.own_day(world.cast.district, DAY)),
        ),
        second={},
        differs=None,
        stands=lambda world: calendars.own_day(world.cast.district, DAY),
        after=None,
        by_form=False,
    ),
    "calendars.set_hours": Door(
        page=at_page("calendars:hours", office),
        button="Simpan jam loket",
        people=("admin", "camat"),
        first={"closes_0": "13.00"},
        second={"closes_0": "14.30"},
        differs=("Senin tutup", "13.00", "14.30"),
        stands=lambda world: f"{calendars.week_of(world.cast.district)[0][0][0].closes:%H.%M}",
        after="14.30",
    ),
    "agreements.rewrite_draft": Door(
        page=at_page("agreements:edit", DRAFT),
        button="Simpan naskah",
        people=PLANNERS,
        first={"n-place": "Sokaraja"},
        second={"n-place": "Purwokerto"},
        differs=("Tempat", "Sokaraja", "Purwokerto"),
        stands=lambda world: Agreement.objects.get(pk=world.draft.pk).place,
        after="Purwokerto",
    ),
    "agreements.set_measuring_plans": Door(
        page=at_page("agreements:plans", DRAFT),
        button="Simpan cara ukur",
        people=PLANNERS,
        first=lambda world: {f"t{_fourth(world).pk}-q1": "91"},
        second=lambda world: {f"t{_fourth(world).pk}-q1": "92"},
        differs=("Persentase pengunjung puas: Target TW I", "91", "92"),
        stands=lambda world: int(_fourth(world).quarter_targets.all()[0].value),
        after=92,
    ),
    "agreements.delete_draft": Door(
        page=at_page("agreements:delete", DRAFT),
        button="Hapus draf ini",
        people=("perencana", "camat"),
        first=_rewrite,
        second={},
        differs=None,
        stands=lambda world: Agreement.objects.filter(pk=world.draft.pk).exists(),
        after=False,
        by_form=False,
    ),
    "agreements.note_budget_day": Door(
        page=at_page("agreements:budget-day", DRAFT),
        button="Simpan tanggal",
        people=PLANNERS,
        first={"approved_on": "02-01-2020"},
        second={"approved_on": "03-01-2020"},
        differs=("Tanggal pengesahan dokumen anggaran (DPA)", "2 Januari 2020", "3 Januari 2020"),
        stands=lambda world: Agreement.objects.get(pk=world.draft.pk).budget_approved_on,
        after=date(2020, 1, 3),
    ),
    "agreements.propose_agreement": Door(
        page=at_page("agreements:agreement", DRAFT),
        button="Ajukan",
        people=("perencana", "camat"),
        first=_rewrite,
        second={},
        differs=None,
        stands=lambda world: Agreement.objects.get(pk=world.draft.pk).state,
        after="proposed",
        by_form=False,
    ),
    "agreements.end_agreement": Door(
        page=at_page("agreements:end", lambda world: world.promised.pk),
        button="Akhiri perjanjian",
        people=("perencana", "bupati"),
        first=_note_budget,
        second={"ends_on": "01-07-2019", "reason": "Camat dipindahkan"},
        differs=None,
        stands=lambda world: Agreement.objects.get(pk=world.promised.pk).state,
        after="ended",
    ),
    "agreements.sign_as_first": Door(
        page=at_page("agreements:sign", DRAFT),
        button="Tanda tangani",
        people=("perencana", "camat"),
        before=_propose,
        first=_propose_anew,
        second={"agreed": "on"},
        differs=None,
        stands=lambda world: Agreement.objects.get(pk=world.draft.pk).state,
        after="signed_by_first",
        afterwards={"agreed": "on"},
    ),
    "indicators.fill_sheet": Door(
        page=at_page("indicators:sheet", lambda world: world.version.pk),
        button="Simpan lembar",
        people=SECTION,
        first={"owner": "Seksi Pemerintahan", "baseline": "80,5", "baseline_year": "2018"},
        second={"owner": "Seksi Pelayanan"},
        differs=("Angka awal", "80,5", "kosong"),
        stands=lambda world: IndicatorVersion.objects.get(pk=world.version.pk).owner,
        after="Seksi Pelayanan",
    ),
    "indicators.draft_definition": Door(
        page=at_page(
            "measurements:propose",
            lambda world: _fourth(world).pk,
            query="?rumus=layanan_tepat_waktu+%C3%B7+layanan_jatuh_tempo+%C3%97+100",
        ),
        button="Simpan usulan",
        people=SECTION,
        first={"wording": "Menurut register"},
        second={"wording": "Menurut buku loket"},
        differs=("Definisi dengan kata-kata", "Menurut register", "Menurut buku loket"),
        stands=lambda world: world.version.definitions.get().wording,
        after="Menurut buku loket",
    ),
    "indicators.sign_definition": Door(
        page=at_page("measurements:definitions", lambda world: _fourth(world).pk),
        button="Tetapkan definisi 1",
        people=("kasi", "camat"),
        first=_redraft,
        second={},
        differs=None,
        stands=lambda world: world.version.definitions.get().holds,
        after=True,
        by_form=False,
    ),
    "evaluation.settle_weights": Door(
        page=at_page("evaluation:weights", lambda world: world.promised.pk),
        button="Simpan bobot",
        people=("inspektorat", "bupati"),
        first=lambda world: _halves(world, 70),
        second=lambda world: _halves(world, 60),
        differs=None,
        stands=lambda world: sorted(
            int(one.percent)
            for each in world.promised.weight_sets.filter(is_latest=True)
            for one in each.weights.all()
        ),
        after=[40, 60],
    ),
    "evaluation.settle_grid": Door(
        page=at_page("evaluation:grid", lambda world: world.target.pk),
        button="Simpan kisi",
        people=("inspektorat", "bupati"),
        first=_points(95),
        second=_points(99),
        differs=("Nilai 100", "95", "99"),
        stands=lambda world: [
            int(one.points.get(score=100).value)
            for one in world.target.grids.filter(ended_at__isnull=True)
        ],
        after=[99],
    ),
    "evaluation.record_reached_day": Door(
        before=_day_grid,
        page=at_page("evaluation:reached-day", lambda world: world.target.pk),
        button="Simpan tanggal",
        people=CLERKS,
        first={"day": "02-12-2019", "document": "BAST 1"},
        second={"day": "03-12-2019", "document": "BAST 1"},
        differs=("Tanggal tercapai", "2 Desember 2019", "3 Desember 2019"),
        stands=lambda world: list(
            world.target.reached_days.filter(is_latest=True).values_list("day", flat=True)
        ),
        after=[date(2019, 12, 3)],
    ),
    "evaluation.settle_mid_term_target": Door(
        page=at_page("evaluation:mid-term", lambda world: world.target.pk),
        button="Simpan target",
        people=PLANNERS,
        first={"year": "2023", "value": "90", "document": "Renstra"},
        second={"year": "2023", "value": "91", "document": "Renstra"},
        differs=("Target pada tahun itu", "90", "91"),
        stands=lambda _: [int(one.value) for one in MidTermTarget.objects.filter(is_latest=True)],
        after=[91],
    ),
    "evaluation.write_explanation": Door(
        page=at_page("evaluation:explanation", lambda world: world.target.pk, lambda _: 1),
        button="Simpan analisis",
        people=SECTION,
        first={"causes": "Kemarau"},
        second={"causes": "Banjir"},
        differs=("Penyebab keberhasilan atau kegagalan", "Kemarau", "Banjir"),
        stands=lambda world: list(
            world.target.explanations.filter(is_latest=True).values_list("causes", flat=True)
        ),
        after=["Banjir"],
    ),
    "evaluation.settle_evaluation_choice": Door(
        page=at_page("evaluation:choice", office),
        button="Simpan cara evaluasi",
        people=("inspektorat", "bupati"),
        first={"from_year": "2019", "formula": "SERAP", "undefined": "left_out"},
        second={"from_year": "2019", "formula": "E-214", "undefined": "as_zero"},
        differs=None,
        stands=lambda _: list(
            EvaluationChoice.objects.filter(is_latest=True).values_list("formula", flat=True)
        ),
        after=["E-214"],
    ),
    "evaluation.write_evaluation": Door(
        page=at_page("evaluation:write", office, lambda _: 2019, lambda _: 4),
        button="Simpan draf",
        people=("evaluator", "evaluator"),
        first={"notes": "Baik"},
        second={"notes": "Cukup"},
        differs=("Catatan evaluasi", "Baik", "Cukup"),
        stands=lambda world: list(world.promised.evaluations.values_list("notes", flat=True)),
        after=["Cukup"],
    ),
    "evaluation.publish_evaluation": Door(
        before=_evaluated,
        page=at_page("evaluation:write", office, lambda _: 2019, lambda _: 4),
        button="Terbitkan evaluasi",
        people=("evaluator", "evaluator"),
        first=_evaluate,
        second={},
        differs=None,
        stands=lambda world: world.promised.evaluations.get().state,
        after="published",
        by_form=False,
    ),
    "measurements.record_actual": Door(
        page=at_page("measurements:enter", lambda world: world.target.pk, lambda _: 1),
        button="Simpan realisasi",
        people=("kasi", "operator"),
        first={"value": "81,5", "notes": "Menurut\nbuku"},
        second={"value": "80"},
        differs=("Keterangan", "Menurut buku", "kosong"),
        stands=lambda world: int(measurements.latest(world.target, 1).value),
        after=80,
    ),
    "measurements.set_scoring": Door(
        page=at_page("measurements:scoring", office),
        button="Simpan penilaian",
        people=("inspektorat", "bupati"),
        first={"from_year": "2019", "cap": "110", "band_set": "banjarnegara"},
        second={"from_year": "2019", "cap": "120", "band_set": "madiun"},
        differs=("Batas atas capaian (persen)", "110", "120"),
        stands=lambda world: int(measurements.own_scoring(world.cast.district, 2019).cap),
        after=120,
    ),
    "quarters.submit_quarter": Door(
        before=_returned,
        page=QUARTER,
        button="Sampaikan pengukuran",
        people=("verifikator", "perencana"),
        first=_submitted_and_returned,
        second={},
        differs=None,
        stands=lambda _: OfficeQuarter.objects.get().turn,
        after=3,
    ),
    "quarters.verify_quarter": Door(
        before=_brought_to("submit"),
        page=QUARTER,
        button="Verifikasi",
        people=("perencana", "verifikator"),
        first=_back_and_again("return", "verifikator", "submit"),
        second={},
        differs=None,
        stands=_quarter_state,
        after="verified",
    ),
    "quarters.approve_quarter": Door(
        before=_brought_to("verify"),
        page=QUARTER,
        button="Setujui",
        people=("verifikator", "camat"),
        first=_back_and_again("return", "camat", "verify"),
        second={},
        differs=None,
        stands=_quarter_state,
        after="approved",
    ),
    "quarters.accept_quarter": Door(
        before=_brought_to("approve"),
        page=QUARTER,
        button="Terima",
        people=("camat", "pengawas"),
        first=_back_and_again("return", "pengawas", "approve"),
        second={},
        differs=None,
        stands=_quarter_state,
        after="accepted",
    ),
    "quarters.lock_quarter": Door(
        before=_brought_to("accept"),
        page=QUARTER,
        button="Kunci triwulan",
        people=("pengawas", "bupati"),
        first=_back_and_again("reopen", "bupati", "accept"),
        second={},
        differs=None,
        stands=_quarter_state,
        after="locked",
    ),
    "quarters.return_quarter": Door(
        before=_brought_to("submit"),
        page=QUARTER,
        button="Kembalikan",
        people=("perencana", "verifikator"),
        first=_back_and_again("return", "verifikator", "submit"),
        second={"reason": "Bukti kurang"},
        differs=None,
        stands=_quarter_state,
        after="returned",
    ),
    "quarters.reopen_quarter": Door(
        before=_brought_to("lock"),
        page=QUARTER,
        button="Buka kembali",
        people=("pengawas", "bupati"),
        first=_back_and_again("reopen", "bupati", "lock"),
        second={"reason": "Temuan inspektorat"},
        differs=None,
        stands=_quarter_state,
        after="open",
    ),
    "services.close_service": Door(
        page=at_page("services:service", SERVICE),
        button="Tutup layanan",
        people=SECTION,
        first={"until": "31-08-2019"},
        second={"until": "30-09-2019"},
        differs=("Hari terakhir", "31 Agustus 2019", "30 September 2019"),
        stands=lambda world: Service.objects.get(pk=world.service.pk).active_until,
        after=date(2019, 9, 30),
    ),
    "services.reopen_service": Door(
        before=_close,
        page=at_page("services:service", SERVICE),
        button="Buka kembali",
        people=SECTION,
        first=lambda world: (_reopen(world), _close(world)),
        second={},
        differs=None,
        stands=lambda world: Service.objects.get(pk=world.service.pk).active_until,
        after=None,
        by_form=False,
    ),
    "services.set_standard": Door(
        page=at_page("services:new-standard", SERVICE),
        button="Simpan standar",
        people=SECTION,
        first={"holds_from": "01-08-2019", "requirements": "KTP\nKK"},
        second={"holds_from": "01-09-2019", "requirements": "KTP"},
        differs=("Persyaratan", "KTP KK", "KTP"),
        stands=lambda world: [one.holds_from.month for one in world.service.standards.all()],
        after=[9, 8, 1],
    ),
    "services.move_request": Door(
        page=at_page("services:request", REQUEST),
        button="Simpan langkah",
        people=CLERKS,
        first={"to": "checking", "happened_at": "02-07-2019 09.00"},
        second={"to": "in_progress", "happened_at": "02-07-2019 10.00"},
        differs=("Tahap baru", "Diverifikasi", "Diproses"),
        stands=lambda world: ServiceRequest.objects.get(pk=world.request.pk).stage,
        after="in_progress",
    ),
    "services.pause_request": Door(
        page=at_page("services:pause", REQUEST),
        button="Simpan jeda",
        people=CLERKS,
        first=_correct,
        second={"evidence": "Berita acara", "starts_at": "02-07-2019 09.00"},
        differs=None,
        stands=lambda world: RequestPause.objects.filter(request=world.request).count(),
        after=1,
    ),
    "services.resume_request": Door(
        before=_pause,
        page=at_page("services:resume", REQUEST),
        button="Akhiri jeda",
        people=CLERKS,
        first=_correct,
        second={"ends_at": "03-07-2019 09.00"},
        differs=("Jeda berakhir", "kosong", "3 Juli 2019 pukul 09.00"),
        stands=lambda _: RequestPause.objects.filter(ends_at=None).exists(),
        after=False,
    ),
    "services.correct_request": Door(
        page=at_page("services:correct", REQUEST),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"applicant": "Warga Satu", "is_represented": "on", "reason": "Lihat KTP"},
        second={"applicant": "Warga Dua", "reason": "Salah ketik"},
        differs=("Diwakilkan", "ya", "tidak"),
        stands=lambda world: ServiceRequest.objects.get(pk=world.request.pk).applicant,
        after="Warga Dua",
    ),
    "services.decide_complaint": Door(
        page=at_page("services:complaint", lambda world: world.complaint.pk),
        button="Simpan hasil",
        people=SECTION,
        first={"is_justified": "tidak"},
        second={"is_justified": "ya"},
        differs=("Hasil pemeriksaan", "Tidak terbukti", "Terbukti"),
        stands=lambda world: Complaint.objects.get(pk=world.complaint.pk).finding,
        after="justified",
    ),
    "services.resolve_complaint": Door(
        before=_decide,
        page=at_page("services:complaint", lambda world: world.complaint.pk),
        button="Selesaikan pengaduan",
        people=SECTION,
        first=_decide,
        second={"resolution": "Diganti", "resolved_on": "09-07-2019"},
        differs=("Penyelesaian", "kosong", "Diganti"),
        stands=lambda world: Complaint.objects.get(pk=world.complaint.pk).resolution,
        after="Diganti",
    ),
    "budgets.describe_document": Door(
        before=_kept_budget,
        page=at_budget("document", 0),
        button="Simpan keterangan",
        people=SECTION,
        first={"number": "DPA/2"},
        second={"number": "DPA/3"},
        differs=("Nomor dokumen", "DPA/2", "DPA/3"),
        stands=lambda _: _budget().number,
        after="DPA/3",
    ),
    "budgets.change_line": Door(
        before=_kept_budget,
        page=at_budget("line", 0, BUDGET_LINE),
        button="Simpan",
        people=SECTION,
        first={"amount": "7"},
        second={"amount": "8"},
        differs=("Pagu (rupiah)", "7", "8"),
        stands=lambda _: BudgetLine.objects.get(code=BUDGET_LINE).amount,
        after=8,
    ),
    "budgets.remove_line": Door(
        before=_kept_budget,
        page=at_budget("line", 0, BUDGET_LINE),
        button="Keluarkan",
        people=SECTION,
        first=_cheapen_line,
        second={},
        differs=None,
        stands=lambda _: BudgetLine.objects.filter(code=BUDGET_LINE).exists(),
        after=False,
        by_form=False,
    ),
    "budgets.rename_node": Door(
        before=_kept_budget,
        page=at_budget("line", 0, "7.01.02"),
        button="Simpan",
        people=SECTION,
        first={"name": "Program A"},
        second={"name": "Program B"},
        differs=("Nama", "Program A", "Program B"),
        stands=lambda _: BudgetNode.objects.get(code="7.01.02").name,
        after="Program B",
    ),
    "budgets.approve_document": Door(
        before=_kept_budget,
        page=at_budget("document", 0),
        button="Tetapkan dokumen",
        people=SECTION,
        first=_number_budget,
        second={"approved_on": "04-01-2019"},
        differs=None,
        stands=lambda _: _budget().state,
        after="approved",
    ),
    "budgets.reopen_document": Door(
        before=lambda world: (_kept_budget(world), _approve_budget(world)),
        page=at_budget("reopen", 0),
        button="Buka kembali",
        people=SECTION,
        first=_approve_budget_again,
        second={"reason": "Salah catat"},
        differs=None,
        stands=lambda _: _budget().state,
        after="draft",
    ),
    "budgets.discard_document": Door(
        before=_kept_budget,
        page=at_budget("document", 0),
        button="Buang draf ini",
        people=SECTION,
        first=_number_budget,
        second={},
        differs=None,
        stands=lambda _: BudgetDocument.objects.exists(),
        after=False,
        by_form=False,
    ),
    "budgets.correct_spending": Door(
        before=_with_spending,
        page=at_budget("correct", BUDGET_LINE, 2),
        button="Simpan pembetulan",
        people=SECTION,
        first={"amount": "90", "reason": "Salah ketik"},
        second={"amount": "80", "reason": "Salah baca"},
        differs=("Realisasi sampai bulan ini (rupiah)", "90", "80"),
        stands=lambda _: Spending.objects.get().amount,
        after=80,
    ),
    "figures.change_figure": Door(
        before=_with_figure,
        page=at_page("figures:change", _the_figure),
        button="Simpan definisi",
        people=SECTION,
        first={"title": "Ibu hamil tercatat"},
        second={"title": "Ibu hamil terdata"},
        differs=("Nama angka", "Ibu hamil tercatat", "Ibu hamil terdata"),
        stands=lambda _: Figure.objects.get().title,
        after="Ibu hamil terdata",
    ),
    "figures.end_figure": Door(
        before=_with_figure,
        page=at_page("figures:end", _the_figure),
        button="Akhiri angka",
        people=SECTION,
        first={"until": "31-12-2019", "reason": "Diganti"},
        second={"until": "30-06-2020", "reason": "Selesai"},
        differs=("Diminta sampai", "31 Desember 2019", "30 Juni 2020"),
        stands=lambda _: Figure.objects.get().until,
        after=date(2020, 6, 30),
    ),
    "figures.correct_entry": Door(
        before=_with_entry,
        page=at_page("figures:entry", _the_entry),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"number": "71", "reason": "Salah"},
        second={"number": "72", "reason": "Keliru"},
        differs=("Nilai", "71", "72"),
        stands=lambda _: Entry.objects.get().number,
        after=72,
    ),
    "linmas.correct_member": Door(
        before=_with_member,
        page=at_page("linmas:correct", _the_member),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"card_number": "KTA-1", "reason": "Salah"},
        second={"card_number": "KTA-2", "reason": "Keliru"},
        differs=("Nomor KTA", "KTA-1", "KTA-2"),
        stands=lambda _: Member.objects.get().card_number,
        after="KTA-2",
    ),
    "linmas.end_member": Door(
        before=_with_member,
        page=at_page("linmas:end", _the_member),
        button="Simpan berhenti",
        people=CLERKS,
        first=_correct_member,
        second={"ends_on": "02-12-2019", "reason": "moved"},
        differs=("Berhenti sejak", "kosong", "2 Desember 2019"),
        stands=lambda _: Member.objects.get().ends_on,
        after=date(2019, 12, 2),
    ),
    "linmas.add_decree": Door(
        before=_with_member,
        page=at_page("linmas:new-decree", _the_member),
        button="Simpan SK",
        people=CLERKS,
        first=_correct_member,
        second=DECREE | {"issuer": "police_head"},
        differs=None,
        stands=_decrees,
        after=["141/07/2018", "141/9/2019"],
    ),
    "linmas.withdraw_decree": Door(
        before=_with_member,
        page=at_page("linmas:withdraw", lambda _: Member.objects.get().decrees.get().pk),
        button="Tarik SK",
        people=CLERKS,
        first=_correct_member,
        second={"reason": "Milik desa lain"},
        differs=None,
        stands=_decrees,
        after=[],
    ),
    "linmas.correct_event": Door(
        before=_with_attendant,
        page=at_page("linmas:correct-event", _the_event),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"place": "Balai desa"},
        second={"place": "Lapangan"},
        differs=("Tempat", "Balai desa", "Lapangan"),
        stands=lambda _: Event.objects.get().place,
        after="Lapangan",
    ),
    "linmas.cancel_event": Door(
        before=_with_attendant,
        page=at_page("linmas:cancel-event", _the_event),
        button="Batalkan kegiatan",
        people=CLERKS,
        first=_tick,
        second={"reason": "Tercatat dua kali"},
        differs=None,
        stands=lambda _: Event.objects.get().cancelled_because,
        after="Tercatat dua kali",
    ),
    "linmas.restore_event": Door(
        before=_with_cancelled,
        page=at_page("linmas:restore-event", _the_event),
        button="Tarik pembatalan",
        people=CLERKS,
        first={"reason": "Ternyata berlangsung"},
        second={"reason": "Salah baris"},
        differs=None,
        stands=lambda _: Event.objects.get().restored_because,
        after="Ternyata berlangsung",
        may_repeat=False,
    ),
    "linmas.set_results": Door(
        before=_with_trained,
        page=at_page("linmas:results", _the_event, lambda _: "desa-kracak"),
        button="Simpan nilai",
        people=CLERKS,
        first=_give,
        second=_score,
        differs=("Nilai Sutarmi Wiyono", "80", "90"),
        stands=lambda _: Result.objects.order_by("pk").last().score,
        after=90,
    ),
    "linmas.set_attendance": Door(
        before=_with_attendant,
        page=at_page("linmas:event", _the_event, query="?desa=desa-kracak"),
        button="Simpan kehadiran",
        people=CLERKS,
        first=_tick,
        second={},
        differs=("Yang hadir", "Sutarmi Wiyono", "kosong"),
        stands=lambda _: Event.objects.get().attendances.filter(withdrawn_at=None).count(),
        after=0,
    ),
    "survey.set_population": Door(
        page=at_page("survey:period", PERIOD),
        button="Simpan populasi",
        people=SECTION,
        first={"population": "200"},
        second={"population": "300"},
        differs=("Populasi", "200", "300"),
        stands=lambda world: Period.objects.get(pk=world.period.pk).population,
        after=300,
    ),
    "survey.set_scoring": Door(
        page=at_page("survey:period", PERIOD),
        button="Simpan bobot dan batas",
        people=SECTION,
        first={"cutoffs": "2004"},
        second={"weighting": "0.11"},
        differs=(
            "Batas mutu",
            "Kepmenpan 25/2004 (tidak berlaku lagi)",
            "Tabel II PermenPANRB 14/2017",
        ),
        stands=lambda world: Period.objects.get(pk=world.period.pk).weighting,
        after="0.11",
    ),
    "survey.move_period": Door(
        page=at_page("survey:period", PERIOD),
        button="Tutup survei",
        people=SECTION,
        first=_reweigh,
        second={},
        differs=None,
        stands=lambda world: Period.objects.get(pk=world.period.pk).state,
        after="closed",
    ),
    "survey.publish_period": Door(
        before=lambda world: survey_stories.move(world.cast, world.period, PeriodDeed.CLOSE),
        page=at_page("survey:period", PERIOD),
        button="Terbitkan hasil",
        people=SECTION,
        first=_reweigh,
        second={"place": "Papan dan media sosial"},
        differs=None,
        stands=lambda world: [one.place for one in world.period.publications.all()],
        after=["Papan dan media sosial"],
    ),
    "survey.withdraw_publication": Door(
        before=_publish,
        page=at_page("survey:period", PERIOD),
        button="Tarik penerbitan",
        people=SECTION,
        first={"reason": "Salah hitung"},
        second={"reason": "Keliru"},
        differs=None,
        stands=lambda world: world.period.publications.get().withdrawn_reason,
        after="Salah hitung",
        may_repeat=False,
    ),
    "survey.update_plan": Door(
        page=at_page("survey:plan", PERIOD),
        button="Simpan keadaan",
        people=SECTION,
        first=lambda world: {f"rencana-{world.plan.pk}-evidence": "Jadwal piket"},
        second=lambda world: {f"rencana-{world.plan.pk}-evidence": "Foto loket"},
        differs=("Bukti", "Jadwal piket", "Foto loket"),
        stands=lambda world: FollowUpPlan.objects.get(pk=world.plan.pk).evidence,
        after="Foto loket",
    ),
    "survey.handle_suggestion": Door(
        page=at_page("survey:suggestion", lambda world: world.response.pk),
        button="Simpan tindak lanjut",
        people=SECTION,
        first={"state": "running", "notes": "Kursi dipesan"},
        second={"state": "done", "notes": "Kursi datang"},
        differs=("Keadaan", "Dikerjakan", "Selesai"),
        stands=lambda world: surveys.follow_up_of(world.response).notes,
        after="Kursi datang",
    ),
    "survey.settle_review": Door(
        before=lambda world: survey_stories.answer(world.period, repeated=True),
        page=at_page("survey:review", PERIOD),
        button="Terima",
        people=SECTION,
        first=lambda world: _set_aside(Response.objects.latest("pk"), world),
        second={},
        differs=("Keputusan", "Sisihkan", "Terima"),
        stands=lambda _: Response.objects.latest("pk").review,
        after="accepted",
    ),
    "survey.set_instrument": Door(
        page=at_page("survey:new-instrument", office),
        button="Simpan versi baru",
        people=SECTION,
        first={"text_BIAYA": "Apakah tarif sesuai papan?"},
        second={"text_BIAYA": "Apakah biaya sesuai papan?"},
        differs=("Pertanyaan", "Apakah tarif sesuai papan?", "Apakah biaya sesuai papan?"),
        stands=lambda world: (
            surveys.newest_instrument(world.cast.district).questions.get(element="BIAYA").text
        ),
        after="Apakah biaya sesuai papan?",
    ),
    "villages.set_village_days": Door(
        before=_inspected,
        page=at_page("villages:days", lambda _: "desa-kracak"),
        button="Simpan masa",
        people=SECTION,
        first={"until": "31-08-2019", "reason": "Digabung"},
        second={"until": "30-09-2019", "reason": "Digabung"},
        differs=("Hari terakhir", "31 Agustus 2019", "30 September 2019"),
        stands=lambda _: Village.objects.get().until,
        after=date(2019, 9, 30),
    ),
    "villages.withdraw_inspection": Door(
        before=_inspected,
        page=at_page("villages:withdraw", lambda _: Inspection.objects.get().pk),
        button="Batalkan pemeriksaan",
        people=SECTION,
        first={"reason": "Salah desa"},
        second={"reason": "Salah tanggal"},
        differs=("Alasan dibatalkan", "Salah desa", "Salah tanggal"),
        stands=lambda _: Inspection.objects.get().withdrawn_because,
        after="Salah desa",
        may_repeat=False,
    ),
    "villages.settle_finding": Door(
        before=_inspected,
        page=at_page("villages:finding", lambda _: Finding.objects.get().pk),
        button="Selesaikan temuan",
        people=CLERKS,
        first={"settled_on": "09-07-2019", "evidence": "Buku ditutup"},
        second={"settled_on": "10-07-2019", "evidence": "Buku ditutup"},
        differs=("Selesai pada", "9 Juli 2019", "10 Juli 2019"),
        stands=lambda _: Finding.objects.get().settled_on,
        after=date(2019, 7, 9),
        may_repeat=False,
    ),
    "land_tax.correct_assessment": Door(
        before=_assess,
        page=at_page("land_tax:correct-assessment", lambda _: TaxYear.objects.get().pk),
        button="Simpan ketetapan",
        people=SECTION,
        first={
            "amount": "900",
            "holds_from": "20-06-2019",
            "decree": "Keputusan Bapenda 1",
            "reason": "SPPT ganda",
        },
        second={
            "amount": "950",
            "holds_from": "20-06-2019",
            "decree": "Keputusan Bapenda 2",
            "reason": "SPPT batal",
        },
        differs=("Ketetapan (baku), rupiah", "900", "950"),
        stands=lambda _: TaxYear.objects.get().assessments.latest("version").amount,
        after=950,
    ),
    "land_tax.correct_recap": Door(
        before=_assess,
        page=at_page("land_tax:recap", lambda _: Recap.objects.get().pk),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"paid": "410", "reason": "Salah ketik"},
        second={"paid": "420", "reason": "Setoran terlewat"},
        differs=("Pokok terbayar, rupiah", "410", "420"),
        stands=lambda _: Recap.objects.get().paid,
        after=420,
    ),
    "land_tax.reverse_recaps": Door(
        before=_assess,
        page=at_page("land_tax:reverse", lambda _: TaxYear.objects.get().pk),
        button="Turunkan posisi",
        people=CLERKS,
        first={"since": "03-06-2019", "amount": "50", "reason": "Salah buku"},
        second={"since": "03-06-2019", "amount": "30", "reason": "Dikembalikan"},
        differs=None,
        stands=lambda _: Recap.objects.get().paid,
        after=320,
    ),
    "land_tax.choose_mode": Door(
        before=_open_tax_year,
        page=at_page("land_tax:mode", lambda _: TaxYear.objects.get().pk),
        button="Simpan pilihan",
        people=SECTION,
        first={"mode": "objek"},
        second={"mode": "rekap"},
        differs=(
            "Cara mencatat",
            "Per NOP: setiap SPPT dengan pembayarannya",
            "Rekap: jumlah per desa dari minggu ke minggu",
        ),
        stands=lambda _: TaxYear.objects.get().by_objects,
        after=False,
    ),
    "land_tax.correct_bill": Door(
        before=_issue_bill,
        page=at_page("land_tax:correct-bill", lambda _: Bill.objects.get().pk),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"principal": "610", "reason": "Salah ketik"},
        second={"principal": "620", "reason": "Luas berubah"},
        differs=("Pokok, rupiah", "610", "620"),
        stands=lambda _: Bill.objects.get().principal,
        after=620,
    ),
    "land_tax.deliver_bill": Door(
        before=_issue_bill,
        page=at_page("land_tax:deliver-bill", lambda _: Bill.objects.get().pk),
        button="Simpan penyampaian",
        people=CLERKS,
        first={"delivered_on": "04-03-2019"},
        second={"delivered_on": "05-03-2019"},
        differs=("Disampaikan pada", "4 Maret 2019", "5 Maret 2019"),
        stands=lambda _: Bill.objects.get().delivered_on,
        after=date(2019, 3, 5),
    ),
    "land_tax.decide_bill": Door(
        before=_issue_bill,
        page=at_page("land_tax:decide-bill", lambda _: Bill.objects.get().pk),
        button="Simpan keputusan",
        people=SECTION,
        first={"state": "ganda", "decree": "Keputusan 1", "decided_on": "06-05-2019"},
        second={"state": "batal", "decree": "Keputusan 2", "decided_on": "06-05-2019"},
        differs=("Keadaan SPPT", "Ganda", "Batal"),
        stands=lambda _: Bill.objects.get().state,
        after="batal",
    ),
    "communities.change_community": Door(
        page=at_page("communities:change", COMMUNITY),
        button="Simpan perubahan",
        people=SECTION,
        first={"decree": "Perdes 1/2010"},
        second={"decree": "Perdes 2/2010"},
        differs=("Dasar pembentukan", "Perdes 1/2010", "Perdes 2/2010"),
        stands=lambda _: Community.objects.get().decree,
        after="Perdes 2/2010",
        before=_body,
    ),
    "communities.set_status": Door(
        page=at_page("communities:status", COMMUNITY),
        button="Simpan keadaan",
        people=SECTION,
        first={"status": "frozen", "day": "01-02-2019", "reason": "Vakum"},
        second={"status": "dissolved", "day": "01-03-2019", "reason": "Digabung"},
        differs=("Keadaan", "Beku", "Bubar"),
        stands=lambda _: Community.objects.get().status,
        after="dissolved",
        before=_body,
    ),
    "communities.end_tenure": Door(
        page=at_page("communities:end-tenure", lambda _: Tenure.objects.get().pk),
        button="Akhiri masa bakti",
        people=SECTION,
        first={"day": "01-02-2019", "reason": "Pindah"},
        second={"day": "01-03-2019", "reason": "Sakit"},
        differs=("Berhenti pada", "1 Februari 2019", "1 Maret 2019"),
        stands=lambda _: Tenure.objects.get().ended_reason,
        after="Pindah",
        before=lambda world: community_stories.officer(world.cast, _body(world)),
        may_repeat=False,
    ),
    "communities.set_work_plan": Door(
        page=at_page("communities:plan", COMMUNITY, lambda _: 2019),
        button="Simpan program kerja",
        people=SECTION,
        first={"set_on": "12-01-2019"},
        second={"set_on": "13-01-2019"},
        differs=("Ditetapkan", "12 Januari 2019", "13 Januari 2019"),
        stands=lambda _: str(getattr(WorkPlan.objects.first(), "set_on", "")),
        after="2019-01-13",
        before=_body,
    ),
    "communities.settle_activity": Door(
        page=at_page("communities:activity", lambda _: Activity.objects.get().pk),
        button="Simpan hasil",
        people=SECTION,
        first={"day": "15-06-2019", "evidence": "Foto"},
        second={"state": "cancelled", "day": "16-06-2019", "evidence": "Hujan"},
        differs=("Bukti atau alasan", "Foto", "Hujan"),
        stands=lambda _: Activity.objects.get().evidence,
        after="Hujan",
        before=_activity,
    ),
    "village_budgets.set_course": Door(
        before=_draft_budget,
        page=at_page("village_budgets:course", lambda _: BudgetCycle.objects.get().pk),
        button="Simpan tanggal dan hasil",
        people=CLERKS,
        first={"result_on": "20-08-2019", "outcome": "SESUAI", "letter_number": "900/77"},
        second={"result_on": "20-08-2019", "outcome": "TIDAK_SESUAI", "letter_number": "900/77"},
        differs=("Hasil", "Sesuai", "Tidak sesuai"),
        stands=lambda _: BudgetCycle.objects.get().outcome,
        after="TIDAK_SESUAI",
    ),
    "village_budgets.keep_summary": Door(
        before=_draft_budget,
        page=at_page("village_budgets:summary", lambda _: BudgetCycle.objects.get().pk),
        button="Simpan ringkasan",
        people=CLERKS,
        first={"income_own": "1.000"},
        second={"income_own": "2.000"},
        differs=("Pendapatan asli desa", "1000", "2000"),
        stands=lambda _: BudgetCycle.objects.get().summaries.get().income_own,
        after=2000,
    ),
    "village_budgets.record_answers": Door(
        before=lambda world: budget_stories.evaluate(world.cast, _draft_budget(world)),
        page=at_page("village_budgets:answers", lambda _: BudgetCycle.objects.get().pk),
        button="Simpan daftar periksa",
        people=CLERKS,
        first={"notes_A1": "Berita acara nomor 7"},
        second={"notes_A1": "Berita acara nomor 8"},
        differs=("Catatan A1", "Berita acara nomor 7", "Berita acara nomor 8"),
        stands=lambda _: Evaluation.objects.get().answers.get(item="A1").notes,
        after="Berita acara nomor 8",
    ),
    "village_budgets.correct_visit": Door(
        before=_visited,
        page=at_page("village_budgets:correct-visit", lambda _: Visit.objects.get().pk),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"subject": "Drainase"},
        second={"subject": "Jembatan"},
        differs=("Materi", "Drainase", "Jembatan"),
        stands=lambda _: Visit.objects.get().subject,
        after="Jembatan",
    ),
    "village_budgets.settle_follow_up": Door(
        before=_visited,
        page=at_page("village_budgets:follow-up", lambda _: Visit.objects.get().pk),
        button="Simpan tindak lanjut",
        people=CLERKS,
        first={"followed_up_on": "28-05-2019", "follow_up": "Kuitansi ada"},
        second={"followed_up_on": "29-05-2019", "follow_up": "Nota ada"},
        differs=("Bukti tindak lanjut", "Kuitansi ada", "Nota ada"),
        stands=lambda _: Visit.objects.get().follow_up,
        after="Kuitansi ada",
        may_repeat=False,
    ),
    "village_budgets.withdraw_visit": Door(
        before=_visited,
        page=at_page("village_budgets:withdraw", lambda _: Visit.objects.get().pk),
        button="Batalkan kunjungan",
        people=SECTION,
        first={"reason": "Salah desa"},
        second={"reason": "Salah tanggal"},
        differs=("Alasan dibatalkan", "Salah desa", "Salah tanggal"),
        stands=lambda _: Visit.objects.get().withdrawn_because,
        after="Salah desa",
        may_repeat=False,
    ),
    "village_budgets.correct_handed_in": Door(
        before=lambda world: budget_stories.brought(world.cast),
        page=at_page("village_budgets:handed-in", lambda _: HandedIn.objects.get().pk),
        button="Simpan pembetulan",
        people=CLERKS,
        first={"sender": "Sekdes Ratmi"},
        second={"sender": "Kasi Tarsono"},
        differs=("Pengirim", "Sekdes Ratmi", "Kasi Tarsono"),
        stands=lambda _: HandedIn.objects.get().sender,
        after="Kasi Tarsono",
    ),
    "self_help.set_finance_unit": Door(
        page=at_page("self_help:unit", lambda _: "desa-kracak"),
        button="Simpan BKM dan UPK",
        people=SECTION,
        first={"capital": "100", "board": "BKM Mugi", "name": "UPK Mugi"},
        second={"capital": "200", "board": "BKM Mugi", "name": "UPK Mugi"},
        differs=("Modal awal, rupiah", "100", "200"),
        stands=lambda _: getattr(FinanceUnit.objects.first(), "capital", None),
        after=200,
    ),
    "self_help.correct_group": Door(
        before=_self_help_group,
        page=at_page("self_help:correct", lambda _: Group.objects.get().pk),
        button="Simpan pembetulan",
        people=SECTION,
        first={"name": "Mekar Sari 1", "reason": "Salah tulis"},
        second={"name": "Mekar Sari 2", "reason": "Salah tulis"},
        differs=("Nama KSM", "Mekar Sari 1", "Mekar Sari 2"),
        stands=lambda _: Group.objects.get().name,
        after="Mekar Sari 2",
    ),
    "self_help.correct_group_member": Door(
        before=lambda world: self_help_stories.member(world.cast, _self_help_group(world)),
        page=at_page("self_help:correct-member", lambda _: GroupMember.objects.get().pk),
        button="Simpan pembetulan",
        people=SECTION,
        first={"name": "Painem Utami", "reason": "Nama lengkap"},
        second={"name": "Painem Astuti", "reason": "Nama lengkap"},
        differs=("Nama", "Painem Utami", "Painem Astuti"),
        stands=lambda _: GroupMember.objects.get().name,
        after="Painem Astuti",
    ),
    "self_help.correct_record": Door(
        before=_group_record,
        page=at_page("self_help:correct-record", lambda _: Record.objects.get().pk),
        button="Simpan pembetulan",
        people=SECTION,
        first={"evidence": "Notulen", "reason": "Bukti lain"},
        second={"evidence": "Foto", "reason": "Bukti lain"},
        differs=("Bukti", "Notulen", "Foto"),
        stands=lambda _: Record.objects.get().evidence,
        after="Foto",
    ),
    "rewards.edit_rule": Door(
        before=_two_keepers,
        page=at_page("rewards:edit-rule", _the_rule),
        button="Simpan konsep",
        people=("inspektorat", "pengawas"),
        first={"percent": "60"},
        second={"percent": "50"},
        differs=("Batas, persen", "60", "50"),
        stands=lambda _: RewardRule.objects.get().percent,
        after=50,
    ),
    "rewards.activate_rule": Door(
        before=_two_keepers,
        page=at_page("rewards:rule", _the_rule),
        button="Berlakukan",
        people=("inspektorat", "bupati"),
        first={},
        second={},
        differs=None,
        stands=lambda _: RewardRule.objects.get().state,
        after="active",
        may_repeat=False,
    ),
    "rewards.end_rule": Door(
        before=_two_keepers,
        page=at_page("rewards:end-rule", _the_rule),
        button="Akhiri",
        people=("inspektorat", "bupati"),
        first={"because": "Perbup dicabut"},
        second={"because": "Perbup diganti"},
        differs=None,
        stands=lambda _: RewardRule.objects.get().ended_because,
        after="Perbup dicabut",
        may_repeat=False,
    ),
    "rewards.follow_rule": Door(
        before=_active_rule,
        page=at_page("rewards:rule", _the_rule),
        button="Versi baru",
        people=("bupati", "pengawas"),
        first=_end_rule,
        second={},
        differs=None,
        stands=lambda _: RewardRule.objects.count(),
        after=2,
        by_form=False,
    ),
    "rewards.record_delivery": Door(
        page=at_page("rewards:delivery", office, lambda _: 2018, lambda _: "lkjip"),
        button="Simpan",
        people=("evaluator", "pengawas"),
        first={"letter_number": "045/1"},
        second={"letter_number": "045/2"},
        differs=("Nomor surat pengantar", "045/1", "045/2"),
        stands=lambda _: getattr(PaperDelivery.objects.first(), "letter_number", None),
        after="045/2",
    ),
    "musrenbang.correct_forum": Door(
        page=at_page("musrenbang:correct", lambda _: Forum.objects.get().pk),
        button="Simpan pembetulan",
        people=SECTION,
        first={"venue": "Aula desa"},
        second={"venue": "Balai dusun"},
        differs=("Tempat", "Aula desa", "Balai dusun"),
        stands=lambda _: Forum.objects.get().venue,
        after="Balai dusun",
        before=lambda world: community_stories.forum(world.cast),
    ),
    "musrenbang.correct_proposal": Door(
        page=at_page("musrenbang:correct-proposal", PROPOSAL),
        button="Simpan pembetulan",
        people=SECTION,
        first={"location": "Dusun Kalianja"},
        second={"location": "Dusun Pesawahan"},
        differs=("Lokasi", "Dusun Kalianja", "Dusun Pesawahan"),
        stands=lambda _: Proposal.objects.get().location,
        after="Dusun Pesawahan",
        before=lambda world: proposal_stories.propose(world.cast),
    ),
    "musrenbang.move_proposal": Door(
        page=at_page("musrenbang:move", PROPOSAL),
        button="Simpan langkah",
        people=SECTION,
        first=_verify,
        second={"to": "VERIFIKASI_KEC", "day": "12-02-2019"},
        differs=None,
        stands=lambda _: Proposal.objects.get().state,
        after="VERIFIKASI_KEC",
        before=lambda world: proposal_stories.propose(world.cast),
        may_repeat=False,
    ),
    "musrenbang.retract_step": Door(
        page=at_page("musrenbang:retract", PROPOSAL),
        button="Tarik langkah",
        people=SECTION,
        first={"reason": "Salah baris"},
        second={"reason": "Salah tanggal"},
        differs=None,
        stands=lambda _: Proposal.objects.get().state,
        after="DIUSULKAN",
        before=_verified,
        may_repeat=False,
    ),
    "musrenbang.place_proposal": Door(
        page=at_page("musrenbang:place", PROPOSAL),
        button="Simpan urutan",
        people=SECTION,
        first={"place": "2", "reason": "Kesepakatan"},
        second={"place": "1", "reason": "Longsor"},
        differs=("Urutan", "2", "1"),
        stands=lambda _: Proposal.objects.get().placed,
        after=1,
        before=_accepted,
    ),
    "musrenbang.set_criteria": Door(
        page=at_page("musrenbang:criteria", office, lambda _: 2020),
        button="Simpan kriteria",
        people=SECTION,
        first={"name_4": "Partisipasi"},
        second={"name_4": "Gotong royong"},
        differs=("Kriteria 4", "Partisipasi", "Gotong royong"),
        stands=lambda _: Criterion.objects.get(place=4).name,
        after="Gotong royong",
        before=lambda world: proposal_stories.criteria(world.cast),
    ),
}


def _set_aside(response: Response, world: World) -> object:
    return survey.settle_review(
        response=response,
        accept=False,
        reason="Diisi petugas sendiri",
        based_on=response.edition,
        by=world.cast.perencana,
        at=NOW,
    )
