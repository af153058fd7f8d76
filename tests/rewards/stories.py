"""Rules, proposals and decisions as stories need them: a weak half-year of Kecamatan Ajibarang."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from janji.agreements.queries import targets_of
from janji.measurements import actions as measurements
from janji.measurements.actions import EnteredFigure
from janji.orgs import actions as orgs
from janji.orgs.roles import Role
from janji.rewards import actions
from janji.rewards.actions import AnswerTerms, DecisionTerms, RuleTerms
from tests.agreements import stories as agreements
from tests.cast import AT as FOUNDED
from tests.cast import PASSWORD, Cast
from tests.measurements import quarters

ZONE = ZoneInfo("Asia/Jakarta")
BEGUN = datetime(2019, 7, 1, 8, 0, tzinfo=ZONE)
APPROVED = datetime(2019, 7, 10, 8, 0, tzinfo=ZONE)
AT = datetime(2019, 7, 15, 8, 0, tzinfo=ZONE)
TODAY = AT.date()
DECIDED = date(2019, 7, 16)

COACHING = RuleTerms(
    title="Pembinaan bila capaian rendah",
    for_kind=None,
    condition_kind="achievement_below",
    percent=Decimal(55),
    quarters=2,
    band=None,
    paper=None,
    effect_kind="coaching",
    change=None,
    objection_rule="uu-30-2014",
    basis_document="Peraturan Bupati Banyumas Nomor 41 Tahun 2018",
    basis_article="Pasal 7",
    basis_dated=date(2018, 11, 5),
    basis_status="seen",
    notes=None,
    valid_from=date(2019, 1, 1),
    valid_to=None,
)
ALLOWANCE = replace(
    COACHING,
    title="Laporan kinerja terlambat",
    condition_kind="paper_late",
    percent=None,
    quarters=None,
    paper="lkjip",
    effect_kind="allowance",
    change=Decimal(-5),
)
GRANT = DecisionTerms(
    is_granted=True,
    number="800.1.4/12/2019",
    decided_on=DECIDED,
    place="Purwokerto",
    official_name="Harjono Kusumo",
    official_title="Bupati Banyumas",
    reasons="Dua triwulan berturut-turut di bawah target.",
)
TURN_DOWN = AnswerTerms(
    accepts=False,
    reasons="Data pelayanan tidak mengubah capaian.",
    official_name="Harjono Kusumo",
    official_title="Bupati Banyumas",
)


def weak(cast: Cast):
    """An agreement in force whose first two quarters went badly: 42,5 % and 33,33 %."""
    agreement = agreements.in_force(cast)
    first, second, third, fourth = targets_of(agreement)
    counts = {
        first: (EnteredFigure(Decimal(30), Decimal(300)), EnteredFigure(Decimal(60), Decimal(300))),
        second: (EnteredFigure(value=Decimal(41)), EnteredFigure(value=Decimal(41))),
        third: (EnteredFigure(value=Decimal(0)), EnteredFigure(value=Decimal(0))),
        fourth: (
            EnteredFigure(Decimal("47.5"), Decimal(100)),
            EnteredFigure(Decimal("47.5"), Decimal(100)),
        ),
    }
    for target, figures in counts.items():
        for quarter, figure in enumerate(figures, 1):
            measure(cast, target, quarter, figure)
    for quarter in (1, 2):
        approve(cast, quarter)
    return agreement


def approve(cast: Cast, quarter):
    """A quarter is submitted, verified, approved and accepted: published."""
    quarters.submit(cast, quarter, at=APPROVED)
    for deed in ("verify", "approve", "accept"):
        quarters.move(cast, deed, quarter, at=APPROVED)


def measure(cast: Cast, target, quarter, figure, based_on=None):
    """A figure of a quarter."""
    return measurements.record_actual(
        target=target,
        quarter=quarter,
        figure=figure,
        notes=None,
        evidence=(),
        based_on=based_on,
        by=cast.operator,
        at=BEGUN,
    )


def rule(cast: Cast, terms: RuleTerms = COACHING, *, office=None):
    """A draft of the supervisor."""
    return actions.draft_rule(
        org_unit=office or cast.government, terms=terms, by=cast.pengawas, at=FOUNDED
    )


def active(cast: Cast, terms: RuleTerms = COACHING):
    """A rule that the superior brought into force."""
    made = rule(cast, terms)
    return actions.activate_rule(rule=made, based_on=made.edition, by=cast.bupati, at=FOUNDED)


def proposed(cast: Cast, rule=None, *, year=2019, at=AT):
    """The supervisor proposes what the rule recommends for the district."""
    return actions.propose(
        rule=rule or active(cast),
        org_unit=cast.district,
        year=year,
        reasons="Perlu pendampingan",
        by=cast.pengawas,
        at=at,
    )


def moment(day, month, year=2019):
    """Eight in the morning of a day."""
    return datetime(year, month, day, 8, 0, tzinfo=ZONE)


def decided(cast: Cast, proposal=None, terms: DecisionTerms = GRANT):
    """The superior decides the day after."""
    proposal = proposal or proposed(cast)
    actions.decide(proposal=proposal, terms=terms, by=cast.bupati, at=moment(16, 7))
    proposal.refresh_from_db()
    return proposal


def received(cast: Cast, proposal=None, on=date(2019, 7, 17)):
    """The head notes that the letter came."""
    proposal = proposal or decided(cast)
    at = moment(on.day, on.month)
    actions.receive_decision(proposal=proposal, received_on=on, by=cast.camat, at=at)
    return proposal


def objected(cast: Cast, proposal=None, *, files=(), at=None):
    """The head objects."""
    proposal = proposal or received(cast)
    actions.object_to(
        proposal=proposal,
        reasons="Data layanan belum masuk",
        files=files,
        by=cast.camat,
        at=at or moment(22, 7),
    )
    return proposal


def answered(cast: Cast, proposal=None, terms: AnswerTerms = TURN_DOWN, *, at=None):
    """The superior answers."""
    proposal = proposal or objected(cast)
    actions.answer_objection(proposal=proposal, terms=terms, by=cast.bupati, at=at or moment(29, 7))
    return proposal


def another(cast: Cast, username="wabup", role=Role.SUPERIOR, office=None):
    """Somebody else with a role, of the government unless said."""
    made = orgs.create_account(
        username=username,
        full_name="Sumarno Adi",
        official=None,
        password=PASSWORD,
        by=cast.admin,
        at=FOUNDED,
    )
    orgs.assign_role(
        user=made.user,
        role=role,
        org_unit=office or cast.government,
        starts_on=FOUNDED.date(),
        by=cast.admin,
        at=FOUNDED,
    )
    return made.user
