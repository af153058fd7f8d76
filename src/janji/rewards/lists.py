"""Lists to take away: decisions taken because of a measurement (LKE 2.c)."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse

from janji.core.reward_life import State
from janji.kit.tables import Cell, Table
from janji.rewards.documents.letter.record import effect_decided
from janji.rewards.models import Proposal
from janji.rewards.queries import is_standing
from janji.rewards.saying import basis_said, condition_said
from janji.rewards.wording import STATES

HEADINGS = [
    "Kantor",
    "Tahun",
    "Jenis",
    "Keputusan",
    "Nomor surat",
    "Tanggal",
    "Pejabat",
    "Alasan",
    "Aturan",
    "Syarat",
    "Dasar hukum",
    "Data yang menjadi dasar",
    "Pengukuran",
    "Keadaan",
    "Berlaku",
]


def measurement_path(one: Proposal) -> str | None:
    """Where the figures stand that caused a proposal; none for what is not about an agreement."""
    if one.agreement_id is None:
        return None
    return reverse("measurements:year", args=[one.org_unit.slug, one.year])


def decisions_table(rows: QuerySet[Proposal], site: str) -> Table:
    """The decisions as they were filtered and sorted; `site` is where the links lead."""
    return Table("Keputusan", HEADINGS, _cells(rows, site.rstrip("/")))


def _cells(rows: QuerySet[Proposal], site: str) -> Iterator[Sequence[Cell]]:
    for one in rows.iterator(chunk_size=500):
        decision, rule = one.decision, one.rule
        facts = one.facts.all()
        path = measurement_path(one)
        yield [
            one.org_unit.name,
            one.year,
            rule.get_effect_kind_display(),
            effect_decided(one, decision) if decision.is_granted else "tidak dikabulkan",
            decision.number,
            decision.decided_on,
            f"{decision.official_name}, {decision.official_title}",
            decision.reasons,
            str(rule),
            condition_said(rule.condition),
            basis_said(rule.basis),
            "; ".join(f"{fact.label}: {fact.said}" for fact in facts),
            f"{site}{path}" if path else None,
            STATES[State(one.state)][1],
            "ya" if is_standing(one) else "tidak",
        ]
