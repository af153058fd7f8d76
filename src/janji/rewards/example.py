"""The example of rewards and sanctions: the shipped drafts, and one late report from proposal to final."""

from datetime import date, datetime, time

from janji.core.reward_rules import EffectKind
from janji.kit.files import CheckedFile, Kind
from janji.orgs.queries import government_of
from janji.registers.scenes import Scene
from janji.rewards import actions
from janji.rewards.actions import AnswerTerms, DecisionTerms, RuleTerms
from janji.rewards.models import Proposal, RewardRule
from janji.rewards.shipped import shipped

NAME, TITLE = "Bupati (contoh)", "Bupati Banyumas"
RECEIPT = b"%PDF-1.4\n% tanda terima contoh\n"


def fill(scene: Scene) -> None:
    """A report of the year before came four days late: proposed, decided, objected to, answered, final."""
    government, people = government_of(scene.office), scene.people
    keeper, decider = people["pengawas"], people["bupati"]
    begins = scene.begins or scene.at
    for terms in shipped(begins.date()):
        actions.draft_rule(org_unit=government, terms=terms, by=keeper, at=begins, is_example=True)
    rule = actions.draft_rule(
        org_unit=government, terms=_late_report(scene.year), by=keeper, at=begins, is_example=True
    )
    rule = actions.activate_rule(rule=rule, based_on=rule.edition, by=decider, at=begins)
    _course(scene, rule)


def _late_report(year: int) -> RuleTerms:
    """Coaching when the report came late; the deadline itself is the basis."""
    return RuleTerms(
        title="Pembinaan bila LKjIP terlambat (contoh)",
        for_kind=None,
        condition_kind="paper_late",
        percent=None,
        quarters=None,
        band=None,
        paper="lkjip",
        effect_kind=EffectKind.COACHING.value,
        change=None,
        objection_rule="uu-30-2014",
        basis_document="PP Nomor 8 Tahun 2006",
        basis_article="Pasal 19 ayat (2)",
        basis_dated=date(2006, 4, 3),
        basis_status="seen",
        notes=None,
        valid_from=date(year, 1, 1),
        valid_to=None,
    )


def _course(scene: Scene, rule: RewardRule) -> None:
    people, year = scene.people, scene.year
    keeper, decider, head = people["pengawas"], people["bupati"], people["camat"]

    def on(month: int, day: int) -> datetime:
        return datetime.combine(date(year, month, day), time(9, 0), tzinfo=scene.at.tzinfo)

    actions.record_delivery(
        org_unit=scene.office,
        year=year - 1,
        paper="lkjip",
        delivered_on=date(year, 3, 4),
        letter_number="700/21/contoh",
        based_on=None,
        by=keeper,
        at=on(4, 2),
    )
    made = actions.propose(
        rule=rule,
        org_unit=scene.office,
        year=year - 1,
        reasons="Laporan terlambat empat hari; penyusunnya perlu didampingi (contoh).",
        by=keeper,
        at=on(4, 2),
    )
    decision = DecisionTerms(
        is_granted=True,
        number=f"800/7/contoh/{year}",
        decided_on=date(year, 4, 8),
        place="Purwokerto",
        reasons="Pendampingan membuat laporan berikutnya tepat waktu (contoh).",
        official_name=NAME,
        official_title=TITLE,
    )
    actions.decide(proposal=made, terms=decision, by=decider, at=on(4, 8))
    actions.receive_decision(proposal=made, received_on=date(year, 4, 9), by=head, at=on(4, 9))
    receipt = CheckedFile("tanda terima contoh.pdf", RECEIPT, Kind.PDF)
    actions.object_to(
        proposal=made,
        reasons="Laporan sudah dikirim lewat pos pada 27 Februari (contoh).",
        files=[receipt],
        by=head,
        at=on(4, 15),
    )
    answer = AnswerTerms(
        accepts=False,
        reasons="Yang dihitung adalah hari laporan diterima; pendampingan tetap berjalan (contoh).",
        official_name=NAME,
        official_title=TITLE,
    )
    actions.answer_objection(proposal=made, terms=answer, by=decider, at=on(4, 24))
    actions.close_proposal(proposal=Proposal.objects.get(pk=made.pk), by=keeper, at=on(5, 20))
