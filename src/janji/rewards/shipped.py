"""Rules that come with the house as drafts to begin with, each saying how well its basis is known.

None of them works before somebody has read its basis, put it right, and somebody else has activated it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from janji.core.reward_parameters import objection_rules
from janji.core.reward_rules import BasisStatus, ConditionKind, EffectKind
from janji.rewards.actions import RuleTerms

_GENERAL, _ASSESSMENT = "uu-30-2014", "pp-30-2019"
_BEGINNING = RuleTerms(
    title="",
    for_kind=None,
    condition_kind="",
    percent=None,
    quarters=None,
    band=None,
    paper=None,
    effect_kind="",
    change=None,
    objection_rule=_GENERAL,
    basis_document=None,
    basis_article=None,
    basis_dated=None,
    basis_status=None,
    notes=None,
    valid_from=date(2000, 1, 1),
    valid_to=None,
)
_AGREEMENT = replace(
    _BEGINNING,
    basis_document="PermenPANRB Nomor 53 Tahun 2014",
    basis_article="Lampiran I, tujuan perjanjian kinerja angka 3",
    basis_dated=date(2014, 11, 20),
    basis_status=BasisStatus.SEEN.value,
)
_RULES = (
    replace(
        _AGREEMENT,
        title="Pembinaan bila capaian rendah",
        condition_kind=ConditionKind.ACHIEVEMENT_BELOW.value,
        percent=Decimal(55),
        quarters=2,
        effect_kind=EffectKind.COACHING.value,
        notes="Peraturan ini menjadikan perjanjian dasar penghargaan dan sanksi. Batas 55 % dan dua"
        " triwulan adalah rancangan; tetapkan dengan peraturan kepala daerah.",
    ),
    replace(
        _AGREEMENT,
        title="Nominasi penghargaan bila capaian penuh",
        condition_kind=ConditionKind.ACHIEVEMENT_FROM.value,
        percent=Decimal(100),
        quarters=4,
        effect_kind=EffectKind.AWARD.value,
        notes="Bentuk penghargaan perangkat daerah diketahui dari ingatan; tetapkan dengan peraturan"
        " kepala daerah.",
    ),
    replace(
        _BEGINNING,
        title="Faktor tambahan penghasilan bila LKjIP terlambat",
        condition_kind=ConditionKind.PAPER_LATE.value,
        paper="lkjip",
        effect_kind=EffectKind.ALLOWANCE.value,
        change=Decimal(-5),
        basis_status=BasisStatus.MEMORY.value,
        notes="Potongan lima persen dikenal dari ingatan. Dasarnya peraturan kepala daerah tentang"
        " tambahan penghasilan (PP 12/2019 Pasal 58 ayat (3)); isi nomor, pasal, dan tanggalnya.",
    ),
    replace(
        _BEGINNING,
        title="Kesempatan memperbaiki kinerja",
        condition_kind=ConditionKind.ACHIEVEMENT_BELOW.value,
        percent=Decimal(70),
        quarters=4,
        effect_kind=EffectKind.IMPROVEMENT.value,
        objection_rule=_ASSESSMENT,
        basis_document="PP Nomor 30 Tahun 2019",
        basis_article="Pasal 57 dan Pasal 58",
        basis_dated=date(2019, 4, 26),
        basis_status=BasisStatus.SEEN.value,
        notes="Kedua pasal menilai pejabatnya, bukan perjanjiannya: capaian di bawah 70 % hanya bahan"
        " penilaian itu.",
    ),
    replace(
        _BEGINNING,
        title="Penyesuaian aktivitas bila temuan tidak ditindaklanjuti",
        condition_kind=ConditionKind.FOLLOWED_UP_BELOW.value,
        percent=Decimal(80),
        effect_kind=EffectKind.ACTIVITY.value,
        basis_status=BasisStatus.DESIGN.value,
        notes="Aturan rancangan; belum ada dasar hukumnya.",
    ),
)


def shipped(today: date) -> Iterator[RuleTerms]:
    """The rules to begin with, from a day on, or from when their way to object holds."""
    for one in _RULES:
        earliest = objection_rules()[one.objection_rule].from_day
        yield replace(one, valid_from=max(today, earliest))
